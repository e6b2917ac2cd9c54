import type { Duplex } from 'node:stream'
import type { SshDestination } from '../address.ts'
import { cancelled } from '../call-limits.ts'
import { dialStdio, remoteDialStdio } from './dial-stdio.ts'
import { explainDialStdio } from './explain-dial-stdio.ts'
import type { Link } from './link.ts'
import { createLoneLink } from './lone-link.ts'
import { orAborted, streamOrAborted } from './or-aborted.ts'
import { checkDestination, sshArguments, type SshSettings } from './ssh-command.ts'
import { sweepSshFolders } from './ssh-folder.ts'
import { openTunnel, type SshTunnel } from './ssh-tunnel.ts'

/** OpenSSH for Windows has neither control sockets nor forwards of sockets. */
const DEFAULTS: SshSettings = {
  program: 'ssh',
  args: [],
  canShare: process.platform !== 'win32',
}

/**
 * Streams to an engine on another machine, through the system's own `ssh`: known hosts, agents,
 * jump hosts and aliases are as the person has set them up, and nothing ever prompts. One login is
 * made at the first dial, shared by all, and made again at the next dial after it has ended.
 * Errors are `EngineError`s; that the engine's socket cannot be used may also come as the error of
 * a stream, before its first byte.
 */
export function createSshLink(
  destination: SshDestination,
  settings: Partial<SshSettings> = {},
): Link {
  const all = { ...DEFAULTS, ...settings }
  return all.canShare ? createSharedLink(destination, all) : createLoginLink(destination, all)
}

/** Once a run of the app is enough. */
let swept: Promise<void> | undefined

/** A tunnel that is up, or on its way. */
interface Attempt {
  readonly tunnel: Promise<SshTunnel>
  readonly stop: AbortController
  waiting: number
  isUp: boolean
}

function createSharedLink(destination: SshDestination, settings: SshSettings): Link {
  let current: Attempt | undefined
  const attempts = new Set<Attempt>()

  function begin(): Attempt {
    const stop = new AbortController()
    swept ??= sweepSshFolders(settings.program).catch(() => {})
    const tunnel = swept.then(() => openTunnel(destination, settings, stop.signal))
    const attempt: Attempt = { tunnel, stop, waiting: 0, isUp: false }
    attempts.add(attempt)
    void tunnel
      .then(({ ended }) => {
        attempt.isUp = true
        return ended
      })
      .catch(() => {})
      .then(() => forget(attempt))
    return attempt
  }

  function forget(attempt: Attempt): void {
    attempts.delete(attempt)
    if (current === attempt) current = undefined
  }

  async function tunnelOf(attempt: Attempt, signal: AbortSignal): Promise<SshTunnel> {
    attempt.waiting += 1
    try {
      return await orAborted(attempt.tunnel, signal)
    } finally {
      attempt.waiting -= 1
      if (signal.aborted && attempt.waiting === 0 && !attempt.isUp) {
        if (current === attempt) current = undefined
        attempt.stop.abort()
      }
    }
  }

  async function dial(signal: AbortSignal, isLastTry: boolean): Promise<Duplex> {
    const attempt = (current ??= begin())
    const tunnel = await tunnelOf(attempt, signal)
    try {
      return await streamOrAborted(tunnel.dial(), signal)
    } catch (cause) {
      if (isLastTry || signal.aborted || !tunnel.fault()) throw cause
      // It had ended and we had not heard of it: nothing was sent, so a new one may be tried.
      if (current === attempt) current = undefined
      return dial(signal, true)
    }
  }

  return {
    async dial(signal) {
      if (signal.aborted) throw cancelled()
      checkDestination(destination)
      return dial(signal, false)
    },
    async close() {
      await Promise.all([...attempts].map(endAttempt))
    },
  }
}

async function endAttempt({ tunnel, stop }: Attempt): Promise<void> {
  stop.abort()
  await tunnel.then(
    (opened) => opened.close(),
    () => {},
  )
}

/** Each stream has a login of its own. */
function createLoginLink(destination: SshDestination, { program, args }: SshSettings): Link {
  return createLoneLink(async () => {
    checkDestination(destination)
    const start = sshArguments(destination, args, { role: 'alone' })
    const command = { program, args: [...start, ...remoteDialStdio(destination)] }
    return dialStdio(command, { explain: (end) => explainDialStdio(end, destination) })
  })
}
