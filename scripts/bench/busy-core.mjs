// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'

/**
 * Keeps a processor core busy, as a build beside the app does, until it is told to stop.
 * @returns {() => Promise<void>}
 */
export function keepCoreBusy() {
  // It ends with us, however we end: the loop looks once a round whether its parent is the same.
  const spin = 'const us = process.ppid; while (process.ppid === us) for (let i = 0; i < 1e7; i++);'
  const child = spawn(process.execPath, ['--eval', spin], { stdio: 'ignore' })
  return async () => {
    const closed = once(child, 'close')
    child.kill('SIGKILL')
    await closed
  }
}
