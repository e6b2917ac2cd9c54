import { createLogHost } from './log-host.ts'
import { LogLines } from './log-lines.ts'
import type { LogCommand } from './protocol.ts'

/** Bytes of text that are kept of either part of a log. */
const BUDGET = 512 * 1024 * 1024

// A worker for one log: it ends with the view, and all that it kept with it.
const receive = createLogHost(new LogLines(BUDGET), (report) => self.postMessage(report))

self.addEventListener('message', ({ data, ports: [port] }: MessageEvent<LogCommand>) =>
  receive(data, port),
)
