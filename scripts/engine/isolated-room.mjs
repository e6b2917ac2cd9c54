// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { SetupError } from '../setup/say.mjs'
import { childOf } from './process-table.mjs'

const ROOM_SCRIPT = fileURLToPath(new URL('room.sh', import.meta.url))
const ROOTED_ROOM_SCRIPT = fileURLToPath(new URL('rooted-room.sh', import.meta.url))
const ROOTED_PATH = '/usr/sbin:/usr/bin:/sbin:/bin'

const ALL_WALLS = ['--net', '--mount', '--pid']

/**
 * @typedef {object} Room a place with its own network, processes and mounts
 * @property {(command: string, args: readonly string[], options: import('node:child_process').SpawnOptions) => import('node:child_process').ChildProcess} spawn
 *   starts a program in the room; the returned process stands outside and ends with it
 * @property {Room['spawn']} spawnBeside the same with this machine's own files and processes: in the room's
 *   network alone
 * @property {NodeJS.ProcessEnv} env for running the engine's own programs in the room
 * @property {() => Promise<void>} close ends all that runs in the room, at once
 */

/**
 * Opens a room. The kernel ends its processes, and with them its mounts and its network, when we
 * end, even when we are killed: nothing of it can be left behind.
 * @param {import('./engine-binaries.mjs').EngineBinaries} binaries
 * @param {{ network?: 'own' | 'shared', rooted?: { root: string, shared: string } }} [options]
 *   network: its own, or this machine's; rooted: an unpacked Debian that is `/` in the room, else
 *   this machine's is, and the one folder that is in the room as well
 * @returns {Promise<Room>}
 */
export async function openRoom({ folder, env }, { network = 'own', rooted } = {}) {
  const walls = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc']
  const isolate = ['unshare', ...(network === 'own' ? ['--net'] : []), ...walls]
  const programs = [join(folder, 'bin/busybox'), join(folder, 'usr/bin/tini-static')]
  const furnish = rooted
    ? ['sh', '-e', ROOTED_ROOM_SCRIPT, ...programs, rooted.root, rooted.shared]
    : ['sh', '-e', ROOM_SCRIPT, ...programs]
  // Detached: a Ctrl+C in the terminal is ours to hear, and to answer in good order.
  const holder = spawn('setpriv', ['--pdeathsig', 'KILL', ...isolate, ...furnish], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  await furnished(holder)
  const init = /** @type {number} */ (childOf(Number(holder.pid)))
  holder.unref()
  return {
    env: rooted ? { PATH: ROOTED_PATH } : env,
    spawn: (command, args, options) => enter(init, ALL_WALLS, command, args, options),
    spawnBeside: (command, args, options) => enter(init, ['--net'], command, args, options),
    close: () => end(holder),
  }
}

/** @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} holder */
async function furnished(holder) {
  const complaints = text(holder.stderr)
  const failure = once(holder, 'exit').then(async () => {
    throw new SetupError(
      `This machine does not allow what a private engine needs: ${await complaints}`,
    )
  })
  await Promise.race([once(holder.stdout, 'data'), failure])
  failure.catch(() => {})
  for (const stream of [holder.stdout, holder.stderr]) {
    // They stay open as long as the room, and must not keep us from ending.
    if ('unref' in stream && typeof stream.unref === 'function') stream.unref()
  }
}

/** @type {(init: number, walls: readonly string[], ...rest: Parameters<Room['spawn']>) => ReturnType<Room['spawn']>} */
function enter(init, walls, command, args, options) {
  const place = ['-t', String(init), ...walls, '--']
  return spawn('nsenter', [...place, command, ...args], { ...options, detached: true })
}

/** @param {import('node:child_process').ChildProcess} holder */
async function end(holder) {
  if (holder.exitCode !== null || holder.signalCode !== null) return
  holder.ref()
  holder.kill('SIGKILL')
  await once(holder, 'exit')
}
