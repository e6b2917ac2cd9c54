import { setTimeout as delay } from 'node:timers/promises'
import type { TerminalSize } from '#shared/contract/terminal.ts'

/** The engine refuses while the shell is just starting. */
const RETRY_MS = 100
const MAX_TRIES = 10

/** Sends sizes one after another; of many that come in between, only the newest. */
export function createResizer(send: (size: TerminalSize) => Promise<unknown>) {
  let wanted: TerminalSize | undefined
  let sending: Promise<void> | undefined

  async function sendAll(): Promise<void> {
    for (let tries = 0; wanted && tries < MAX_TRIES; tries++) {
      const size = wanted
      try {
        await send(size)
        tries = 0
        if (wanted === size) wanted = undefined
      } catch {
        await delay(RETRY_MS)
      }
    }
    // A shell that takes no size still works; the next resize tries anew.
    wanted = undefined
    sending = undefined
  }

  return {
    /** Resolves once the engine has taken the newest size, or refused it too often. */
    resize(size: TerminalSize): Promise<void> {
      wanted = size
      sending ??= sendAll()
      return sending
    },
  }
}
