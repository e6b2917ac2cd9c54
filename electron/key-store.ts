import { safeStorage } from 'electron'
import type { KeyStore } from './registries/index.ts'

/** Chromium's words for a key that is no secret: what it locks, everybody can unlock. */
const NO_SECRET = new Set(['basic_text', 'unknown'])

/** The system's own: Keychain, DPAPI, or a key ring of the desktop. */
export const keyStore: KeyStore = {
  isAvailable: () =>
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || !NO_SECRET.has(safeStorage.getSelectedStorageBackend())),
  lock: (secret) => safeStorage.encryptString(secret).toString('base64'),
  unlock: (locked) => safeStorage.decryptString(Buffer.from(locked, 'base64')),
}
