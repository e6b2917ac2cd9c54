import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

/** A VM that is told to stop while it starts needs a moment to put things away. */
const GRACE_MS = 2000

/**
 * Ends a program and all that it started, once the signal aborts: kindly first, by force after 2 s.
 * The program must have been started `detached`. Returns what is to be called when it has ended.
 */
export function endGroupOnAbort(child: ChildProcess, signal: AbortSignal): () => void {
  let force: NodeJS.Timeout | undefined
  function onAbort() {
    killGroup(child, 'SIGTERM')
    force = setTimeout(() => killGroup(child, 'SIGKILL'), GRACE_MS)
  }
  signal.addEventListener('abort', onAbort, { once: true })
  return () => {
    signal.removeEventListener('abort', onAbort)
    clearTimeout(force)
    // Who outlives the program that was to end has not heard it.
    if (force) killGroup(child, 'SIGKILL')
  }
}

/** Sends a signal to a program and all that it started; on Windows, which has none, ends them. */
export function killGroup({ pid }: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  // It was never started.
  if (pid === undefined) return
  if (process.platform === 'win32') return killTree(pid)
  try {
    process.kill(-pid, signal)
  } catch {
    // They have all ended.
  }
}

/** Windows has no groups and no kind way for programs without a window. */
function killTree(pid: number): void {
  const folder = process.env['SystemRoot'] ?? 'C:\\Windows'
  const taskkill = join(folder, 'System32', 'taskkill.exe')
  const args = ['/PID', String(pid), '/T', '/F']
  // What has ended already makes it fail, and nothing is lost by that.
  spawn(taskkill, args, { stdio: 'ignore', windowsHide: true }).on('error', () => {})
}
