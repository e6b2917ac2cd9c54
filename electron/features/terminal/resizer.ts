import { setTimeout as delay } from 'node:timers/promises'
import type { TerminalSize } from '#shared/contract/terminal.ts'
import type { Engine } from '../../engine/index.ts'

/** The engine refuses while the shell is just starting. */
const RETRY_MS = 100
const MAX_TRIES = 10

/**
 * Podman 4.3 and 5.8 take two sizes that come at once, and now and then keep the first: 9 to 30 times of
 * 150; never where they came 20 ms apart.
 */
const PODMAN_APART_MS = 100

/** Sends sizes one after another; of many that come in between, only the newest. */
export function createResizer(
  engine: Pick<Engine, 'isPodman'>,
  send: (size: TerminalSize) => Promise<unknown>,
) {
  let wanted: TerminalSize | undefined
  let sending: Promise<void> | undefined
  let rested: Promise<unknown> = Promise.resolve()

  async function rest(): Promise<void> {
    if (await engine.isPodman({}).catch(() => false)) await delay(PODMAN_APART_MS)
  }

  async function sendAll(): Promise<void> {
    for (let tries = 0; wanted && tries < MAX_TRIES; tries++) {
      await rested
      const size = wanted
      try {
        await send(size)
        rested = rest()
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
