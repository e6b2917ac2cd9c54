import { createLogHost } from './log-host.ts'
import type { LogCommand } from './protocol.ts'

// A worker for one log: it ends with the view, and all that it kept with it.
const receive = createLogHost((report) => self.postMessage(report))

self.addEventListener('message', ({ data, ports: [port] }: MessageEvent<LogCommand>) =>
  receive(data, port),
)
