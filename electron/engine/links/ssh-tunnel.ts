import type { Duplex } from 'node:stream'
import type { EngineError } from '#shared/errors.ts'
import type { SshDestination } from '../address.ts'
import { cancelled } from '../call-limits.ts'
import { dialStdio, remoteDialStdio, tryDialStdio } from './dial-stdio.ts'
import { explainDialStdio, explainWithoutForward } from './explain-dial-stdio.ts'
import { askForSocket, forwardSocket, type ForwardedSocket } from './forwarded-socket.ts'
import { explainSocket } from './remote-socket.ts'
import type { SshSettings } from './ssh-command.ts'
import { openMaster, type SshMaster } from './ssh-master.ts'

/** One ssh connection, over which any number of streams to the engine run. */
export interface SshTunnel {
  dial(): Promise<Duplex>
  /** Why it can dial no more, once that is so. */
  fault(): EngineError | undefined
  /** Resolves when the connection is gone; never rejects. */
  readonly ended: Promise<unknown>
  close(): Promise<void>
}

/** How streams reach the engine: by its socket, or by a docker CLI over there. */
type Way = 'socket' | 'docker'

/** Logs in. Rejects with an `EngineError` that says why not, or when the signal aborts. */
export async function openTunnel(
  destination: SshDestination,
  settings: SshSettings,
  signal: AbortSignal,
): Promise<SshTunnel> {
  const master = await openMaster(destination, settings, signal)
  try {
    const socket = await forwardSocket(master, destination)
    if (signal.aborted) throw cancelled()
    return createTunnel(master, socket, destination)
  } catch (cause) {
    const fault = master.fault()
    await master.close()
    throw fault ?? cause
  }
}

function createTunnel(
  master: SshMaster,
  socket: ForwardedSocket,
  destination: SshDestination,
): SshTunnel {
  const stdio = master.command(remoteDialStdio(destination))
  let way: Promise<Way> | undefined

  /** Looks again at each dial until one way has worked: an engine may be started meanwhile. */
  function chosenWay(): Promise<Way> {
    if (way) return way
    const choice = chooseWay()
    way = choice
    choice.catch(() => (way = undefined))
    return choice
  }

  async function chooseWay(): Promise<Way> {
    if (await socket.isOpen()) return 'socket'
    const state = await askForSocket(master, destination)
    const isElsewhere = state === 'missing' || state === 'denied'
    // Without a path, the docker CLI over there may know of another socket, as rootless ones are.
    if (isElsewhere && destination.socketPath !== undefined) throw explainSocket(state, destination)
    const fault = await tryDialStdio(stdio, destination)
    if (!fault) return 'docker'
    throw isElsewhere
      ? explainSocket(state, destination)
      : explainWithoutForward(fault, destination)
  }

  return {
    async dial() {
      const fault = master.fault()
      if (fault) throw fault
      const chosen = await chosenWay()
      if (chosen === 'socket') return socket.open()
      return dialStdio(stdio, { explain: (end) => explainDialStdio(end, destination) })
    },
    fault: () => master.fault(),
    ended: master.ended,
    close: () => master.close(),
  }
}
