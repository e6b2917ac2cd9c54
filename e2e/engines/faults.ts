import { rename } from 'node:fs/promises'
import type { PrivateEngine } from '../../scripts/engine/private-engine.mjs'
import type { TamperingProxy } from './tampering-proxy.ts'

/** Where a fault can strike. */
export interface Place {
  readonly engine: PrivateEngine
  readonly proxy: TamperingProxy
}

/** One way in which an engine, or the way to it, fails and comes back. */
export interface Fault {
  readonly name: string
  /** Over our proxy, or over the engine's own socket. */
  readonly way: 'socket' | 'tcp'
  /**
   * `cut`: the stream is over and must say so. `silent`: no packet tells, and the heartbeat has to;
   * the stream is over. `frozen`: the heartbeat tells, and the stream goes on afterwards.
   */
  readonly kind: 'cut' | 'silent' | 'frozen'
  /** It lasts at least so long, also when it was noticed sooner. */
  readonly lastsMs?: number
  strike(place: Place): Promise<void>
  /** Resolves as the engine can be reached again. */
  mend(place: Place): Promise<void>
  /** Where the docker CLI still reaches the engine meanwhile: its arguments for that. */
  reachable?(place: Place): readonly string[]
}

const moved = (socketPath: string) => `${socketPath}.moved`

/** The six of them. */
export const FAULTS: readonly Fault[] = [
  {
    name: 'SIGTERM',
    way: 'socket',
    kind: 'cut',
    strike: ({ engine }) => engine.terminate(),
    mend: ({ engine }) => engine.start(),
  },
  {
    name: 'SIGKILL',
    way: 'socket',
    kind: 'cut',
    strike: ({ engine }) => engine.kill(),
    mend: ({ engine }) => engine.start(),
  },
  {
    name: 'SIGSTOP',
    way: 'socket',
    kind: 'frozen',
    lastsMs: 10_000,
    strike: async ({ engine }) => engine.freeze(),
    mend: async ({ engine }) => engine.thaw(),
  },
  {
    name: 'socket removed',
    way: 'socket',
    kind: 'cut',
    strike: ({ engine: { socketPath } }) => rename(socketPath, moved(socketPath)),
    mend: ({ engine: { socketPath } }) => rename(moved(socketPath), socketPath),
    reachable: ({ engine: { socketPath } }) => ['--host', `unix://${moved(socketPath)}`],
  },
  {
    name: 'half-open tcp',
    way: 'tcp',
    kind: 'silent',
    // By then the waits between attempts are the longest.
    lastsMs: 10_000,
    strike: async ({ proxy }) => proxy.swallow(),
    mend: async ({ proxy }) => proxy.restore(),
    reachable: () => [],
  },
  {
    name: 'body cut',
    way: 'tcp',
    kind: 'cut',
    strike: async ({ proxy }) => proxy.cut(),
    mend: async () => {},
    reachable: () => [],
  },
]
