import type { World } from '../world.ts'
import { expect } from './test.ts'

/** SIGTERM among the signals of `/proc/PID/status`. */
const TERM_BIT = 1n << 14n

/**
 * Waits until the first program of a container minds the signal to stop: the kernel drops one that
 * comes before.
 */
export async function mindsTerm(world: World, short: string): Promise<void> {
  await expect
    .poll(async () => {
      const status = await world.docker('exec', world.name(short), 'cat', '/proc/1/status')
      const [, caught = '0'] = /SigCgt:\s*([0-9a-f]+)/.exec(status) ?? []
      return BigInt(`0x${caught}`) & TERM_BIT
    })
    .toBe(TERM_BIT)
}
