import { setTimeout as delay } from 'node:timers/promises'
import type { Docker } from '../../engine/index.ts'

type Exec = ReturnType<Docker['getExec']>

/**
 * The stream may end before the engine has noted how the program did. All of them together stay
 * well below the 2 s in which a stream that was cut must show.
 */
const WAITS_MS = [0, 20, 50, 100, 200, 400, 500]

/** The exit code of a program whose stream has ended; nothing while the engine says it runs. */
export async function exitCodeOf(exec: Exec): Promise<number | undefined> {
  for (const ms of WAITS_MS) {
    await delay(ms)
    const { Running, ExitCode } = await exec.inspect()
    if (!Running) return ExitCode ?? undefined
  }
  return undefined
}
