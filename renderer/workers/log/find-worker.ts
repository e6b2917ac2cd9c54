import { createFindHost } from './find-host.ts'
import type { FindCommand } from './find-protocol.ts'

// A worker of its own, so that an expression that never ends can be ended from outside.
const receive = createFindHost((report) => self.postMessage(report))

self.addEventListener('message', ({ data, ports: [port] }: MessageEvent<FindCommand>) =>
  receive(data, port),
)
