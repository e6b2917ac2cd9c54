import { rmSync } from 'node:fs'
import { access, rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { EngineError } from '#shared/errors.ts'
import type { SshDestination } from '../address.ts'
import { cancelled } from '../call-limits.ts'
import { explainSsh } from './explain-ssh.ts'
import { sshArguments, type SshSettings } from './ssh-command.ts'
import { controlPathIn, makeSshFolder } from './ssh-folder.ts'
import { startCarrier, type Carrier, type CarrierCommand } from './carrier.ts'

/** The one ssh process of a connection, logged in; others run through it. */
export interface SshMaster {
  /** Only this user may enter it. It goes with the process. */
  readonly folder: string
  /** ssh with a remote command, through the same login. */
  command(remote: readonly string[]): CarrierCommand
  /** ssh that asks the process itself for something, such as a forward. */
  control(request: readonly string[]): CarrierCommand
  /** What it says, as it says it. */
  readonly words: Readable
  /** Resolves when the process and its folder are gone; never rejects. */
  readonly ended: Promise<void>
  /** Why nothing goes through it any more, once that is so. */
  fault(): EngineError | undefined
  close(): Promise<void>
}

/** What must not outlive us, however we end. */
const open = new Map<Carrier, string>()

process.on('exit', () => {
  for (const [{ child }, folder] of open) {
    child.kill()
    rmSync(folder, { recursive: true, force: true })
  }
})

/**
 * Starts ssh and resolves once it is logged in. Rejects with an `EngineError` that says why it
 * ended, or when the signal aborts.
 *
 * It is known to be logged in by its control socket, which OpenSSH puts in place, already
 * listening, after authentication and in one step. Each word of ssh is a moment to look for it;
 * what the words are does not matter.
 */
export async function openMaster(
  destination: SshDestination,
  settings: SshSettings,
  signal: AbortSignal,
): Promise<SshMaster> {
  const { program, args: extra } = settings
  const folder = await makeSshFolder()
  const controlPath = controlPathIn(folder)
  const args = sshArguments(destination, extra, { role: 'master', controlPath })
  const run = startCarrier({ program, args: ['-N', ...args] }, 'ignore')
  open.set(run, folder)
  const ended = run.ended.then(async (end) => {
    // What cannot be removed now is swept at the next start.
    await rm(folder, { recursive: true, force: true }).catch(() => {})
    open.delete(run)
    return end
  })
  await loggedIn(run, controlPath, signal)
  if (signal.aborted) {
    await run.end()
    await ended
    throw cancelled()
  }
  if (hasEnded(run)) throw explainSsh(run.words(), destination, await ended)
  let isClosed = false
  return {
    folder,
    words: run.stderr,
    ended: ended.then(() => {}),
    fault() {
      if (isClosed) return cancelled()
      return hasEnded(run) ? explainSsh(run.words(), destination) : undefined
    },
    async close() {
      isClosed = true
      await run.end()
      await ended
    },
    command: (remote) => {
      const args = sshArguments(destination, extra, { role: 'client', controlPath })
      return { program, args: [...args, ...remote] }
    },
    // No configuration: the person's own forwards are in it, and would be asked for as well.
    control: (request) => ({
      program,
      args: ['-F', 'none', '-S', controlPath, ...request, '--', destination.host],
    }),
  }
}

/** Resolves when the control socket is there, when ssh has ended, or when the signal aborts. */
function loggedIn(run: Carrier, controlPath: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => void access(controlPath).then(settle, () => {})
    function settle() {
      run.stderr.off('data', look)
      signal.removeEventListener('abort', settle)
      resolve()
    }
    run.stderr.on('data', look)
    signal.addEventListener('abort', settle)
    if (signal.aborted) settle()
    void run.ended.then(settle)
  })
}

function hasEnded({ child }: Carrier): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null
}
