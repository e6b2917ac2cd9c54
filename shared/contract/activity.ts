import { feed, type } from '../ipc/define.ts'
import { OnConnection } from './references.ts'

/** One event of the engine, trimmed to what the window uses. */
export interface EngineEvent {
  readonly kind: 'event'
  readonly type: 'container' | 'image' | 'volume' | 'network' | 'daemon' | 'other'
  /** The engine's own word without its argument: `start`, `die`, `exec_create`, `connect`, … */
  readonly action: string
  /** The id of the object (a volume's name, an image's reference or id). */
  readonly id: string
  readonly attributes: Readonly<Record<string, string>>
  /** The engine's stamp, in milliseconds with a fraction. */
  readonly time: number
}

/** Events may have been missed (a reconnect, an overflow): read every list again. */
export interface Resync {
  readonly kind: 'resync'
}

export const activity = {
  events: feed({ effect: 'read', input: OnConnection, value: type<EngineEvent | Resync>() }),
}
