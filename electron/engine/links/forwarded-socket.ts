import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import type { SshDestination } from '../address.ts'
import { explainSsh } from './explain-ssh.ts'
import { joinStreams } from './join-streams.ts'
import { watchRefusedChannels } from './refused-channels.ts'
import {
  explainSocket,
  remoteSocket,
  socketQuestion,
  socketState,
  type SocketState,
} from './remote-socket.ts'
import type { SshMaster } from './ssh-master.ts'
import { runCarrier } from './carrier.ts'

/** A local socket behind which ssh opens a channel to the engine's for each connection. */
export interface ForwardedSocket {
  open(): Promise<Duplex>
  /** Whether channels reach the engine's socket right now. */
  isOpen(): Promise<boolean>
}

/**
 * An engine that is well ends an empty connection at once. One that hangs does not: that its
 * socket took the connection is then enough.
 */
const PROBE_MS = 1000

/** When ssh dies its sockets close first, and a cut stream must not pass for one that ended. */
const LATE_DEATH_MS = 50

/** Has ssh forward the engine's socket to one in its folder. */
export async function forwardSocket(
  master: SshMaster,
  destination: SshDestination,
): Promise<ForwardedSocket> {
  const path = join(master.folder, 'engine')
  const forward = [path, remoteSocket(destination)].map(escapeForForward).join(':')
  const refusals = watchRefusedChannels(master.words)
  const asked = await runCarrier(master.control(['-O', 'forward', '-L', forward]), '')
  if (asked.code !== 0) throw explainSsh(asked.words, destination)

  async function dial() {
    const before = refusals.count
    const socket = connect({ path, allowHalfOpen: true })
    try {
      await once(socket, 'connect')
    } catch (cause) {
      // ssh is dying, or somebody has tidied its folder away: neither gets better.
      await master.close()
      throw cause
    }
    return { socket, wasRefused: () => refusals.moreThan(before) }
  }

  return {
    async open() {
      const { socket, wasRefused } = await dial()
      const fault = async (received: number, cause: Error | undefined) => {
        if (received === 0 && (await wasRefused())) {
          return explainSocket(await askForSocket(master, destination), destination)
        }
        await Promise.race([master.ended, delay(LATE_DEATH_MS, undefined, { ref: false })])
        return master.fault() ?? cause
      }
      return joinStreams({ source: socket, target: socket, fault, release: () => {} })
    },
    async isOpen() {
      const { socket, wasRefused } = await dial()
      socket.on('error', () => {}).resume()
      socket.end()
      const clock = setTimeout(() => socket.destroy(), PROBE_MS)
      await once(socket, 'close')
      clearTimeout(clock)
      return !(await wasRefused())
    },
  }
}

/** What can be seen of the engine's socket over there. */
export async function askForSocket(
  master: SshMaster,
  destination: SshDestination,
): Promise<SocketState> {
  const question = socketQuestion(remoteSocket(destination))
  return socketState(await runCarrier(master.command(['sh', '-s']), question))
}

/** ssh takes a colon in a path for the end of it. */
function escapeForForward(path: string): string {
  return path.replaceAll(/[\\:]/g, '\\$&')
}
