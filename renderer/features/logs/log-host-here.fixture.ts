import { createFindHost } from '../../workers/log/find-host.ts'
import type { FindReport } from '../../workers/log/find-protocol.ts'
import { createLogHost } from '../../workers/log/log-host.ts'
import { LogLines } from '../../workers/log/log-lines.ts'
import type { LogReport } from '../../workers/log/protocol.ts'
import type { SearchHost } from './log-finder.ts'
import type { LogHost } from './log-keeper.ts'

const MAX_BYTES = 64 * 1024 * 1024

/** Test support: what the worker of a log does, without a worker; the lines may be looked at. */
export function logHostHere(log = new LogLines(MAX_BYTES)): LogHost {
  const host: LogHost = {
    onmessage: null,
    onerror: null,
    postMessage: (command, ports) => receive(command, ports as MessagePort[]),
    terminate() {},
  }
  const receive = createLogHost(log, (report) =>
    // As a message does, it comes when whoever asked has gone on.
    queueMicrotask(() => host.onmessage?.({ data: report } as MessageEvent<LogReport>)),
  )
  return host
}

/** Test support: the same for the worker that searches. */
export function searchHostHere(): SearchHost {
  const host: SearchHost = {
    onmessage: null,
    postMessage: (command, [port]) => receive(command, port as MessagePort | undefined),
    terminate() {},
  }
  const receive = createFindHost((report) =>
    queueMicrotask(() => host.onmessage?.({ data: report } as MessageEvent<FindReport>)),
  )
  return host
}

/** The end of a port that the other side has. */
export interface FakePortEnd {
  readonly port: MessagePort
  /** What was posted to us. */
  readonly received: unknown[]
  isClosed: boolean
  send(message: unknown): void
}

/** Test support: a port whose messages come at once. */
export function fakePort(
  onMessage: (message: unknown) => void = () => {},
  onClose: () => void = () => {},
): FakePortEnd {
  const received: unknown[] = []
  const port = {
    onmessage: null as ((event: { data: unknown }) => void) | null,
    postMessage(message: unknown) {
      received.push(message)
      onMessage(message)
    },
    close: () => {
      end.isClosed = true
      onClose()
    },
  }
  const end: FakePortEnd = {
    port: port as unknown as MessagePort,
    received,
    isClosed: false,
    send: (data) => port.onmessage?.({ data }),
  }
  return end
}
