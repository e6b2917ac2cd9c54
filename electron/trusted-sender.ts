import type { IpcMainEvent } from 'electron'
import { APP_URL } from './app-origin.ts'

/** Only the top frame of a page of ours may ask anything. */
export function isTrusted({ senderFrame }: Pick<IpcMainEvent, 'senderFrame'>): boolean {
  return senderFrame?.parent === null && senderFrame.url.startsWith(APP_URL)
}
