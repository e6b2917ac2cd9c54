import * as z from 'zod'
import type { JsonFile } from '../json-file.ts'
import type { Credentials } from './credentials.ts'

/** What the system locks secrets with; it may have nothing for it. */
export interface KeyStore {
  isAvailable(): boolean
  lock(secret: string): string
  /** Throws where it was locked by another person or machine. */
  unlock(locked: string): string
}

/** The logins that the app keeps itself, by hosts; the secret in them is locked. */
export const SavedLogins = z.object({
  logins: z
    .record(
      z.string(),
      z.object({ username: z.string(), locked: z.string(), isToken: z.boolean() }),
    )
    .default({}),
})
export type SavedLogins = z.infer<typeof SavedLogins>

/** Logins where Docker has no credential helper. */
export interface OwnLogins {
  list(): readonly OwnLogin[]
  /** Throws where it cannot be unlocked. */
  find(host: string): Credentials | undefined
  /** In the file, locked by the system's key store; without one in memory, until the app ends. */
  keep(host: string, credentials: Credentials): Promise<void>
  forget(host: string): Promise<void>
  /** Where the next one would be kept. */
  place(): OwnPlace
}

type OwnPlace = 'key-store' | 'memory'

interface OwnLogin {
  readonly host: string
  readonly username: string
  readonly place: OwnPlace
}

/** Keeps them in this file, as far as the key store can lock them. */
export function createOwnLogins(file: JsonFile<SavedLogins>, keyStore: KeyStore): OwnLogins {
  const inMemory = new Map<string, Credentials>()
  const saved = () => new Map(Object.entries(file.value.logins))

  async function forget(host: string): Promise<void> {
    inMemory.delete(host)
    const logins = saved()
    if (logins.delete(host)) await file.save({ logins: Object.fromEntries(logins) })
  }

  return {
    list: () => [
      ...[...saved()].map(([host, { username }]) => ({
        host,
        username,
        place: 'key-store' as const,
      })),
      ...[...inMemory].map(([host, { username }]) => ({
        host,
        username,
        place: 'memory' as const,
      })),
    ],
    find(host) {
      const kept = saved().get(host)
      if (!kept) return inMemory.get(host)
      const { username, locked, isToken } = kept
      return { username, secret: keyStore.unlock(locked), isToken }
    },
    async keep(host, credentials) {
      if (!keyStore.isAvailable()) {
        await forget(host)
        inMemory.set(host, credentials)
        return
      }
      const { username, secret, isToken = false } = credentials
      const logins = saved().set(host, { username, locked: keyStore.lock(secret), isToken })
      inMemory.delete(host)
      await file.save({ logins: Object.fromEntries(logins) })
    },
    forget,
    place: () => (keyStore.isAvailable() ? 'key-store' : 'memory'),
  }
}
