import { setTimeout as delay } from 'node:timers/promises'
import type { Docker } from '../../engine/index.ts'

type Exec = ReturnType<Docker['getExec']>

/** The stream may end before the engine has noted how the program did. */
const WAITS_MS = [0, 20, 50, 100, 200, 400, 800]

/** The exit code of a program whose stream has ended; nothing while the engine says it runs. */
export async function exitCodeOf(exec: Exec): Promise<number | undefined> {
  for (const ms of WAITS_MS) {
    await delay(ms)
    const { Running, ExitCode } = await exec.inspect()
    if (!Running) return ExitCode ?? undefined
  }
  return undefined
}
