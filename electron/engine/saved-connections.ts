import * as z from 'zod'
import { ConnectionLooks, NewConnection } from '#shared/contract/connections.ts'

/** What a person made of connections: those that they added, and how they want to see the others. */
export const SavedConnections = z.object({
  added: z.array(NewConnection.extend({ id: z.string().min(1) })).default([]),
  /** By connection id, of those that were found. */
  choices: z.record(z.string(), ConnectionLooks).default({}),
})
export type SavedConnections = z.output<typeof SavedConnections>

/** Where they are kept. */
export interface ConnectionShelf {
  readonly value: SavedConnections
  save(next: SavedConnections): Promise<void>
}

/** Nothing saved, and nothing kept after the app ends. */
export function emptyShelf(): ConnectionShelf {
  let value = SavedConnections.parse({})
  return {
    get value() {
      return value
    },
    save(next) {
      value = next
      return Promise.resolve()
    },
  }
}
