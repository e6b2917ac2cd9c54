// @ts-check
import { once } from 'node:events'
import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { SetupError } from '../../setup/say.mjs'
import { answersSsh } from '../answers-ssh.mjs'
import { findFreePort } from '../forward-port.mjs'
import { prepareSshPrograms } from '../ssh-programs.mjs'
import { prepareMachine } from './build-machine.mjs'
import { MACHINE, QEMU, qemuArguments } from './qemu.mjs'

const PREFERRED_PORT = 2290

/** The guest's sshd answers after a second; on a loaded machine after many. */
const START_MS = 60_000
const POLL_MS = 20

/** What ssh calls the guest: as Lima and Colima do, its address is a matter of ssh's settings. */
const ALIAS = 'machine'

/**
 * Sets the guest's clock, which stood still since its memory was saved; then keeps the forward.
 * Busybox, which the shell would take by itself, knows no parts of a second.
 */
const SET_CLOCK = 'echo ready; read now; /bin/date -s "@$now" && exec cat'

/**
 * dockerd in a virtual machine that qemu emulates. The docker CLI reaches it on a socket that ssh
 * forwards, the app by ssh itself. At each start it is as it was when it was built.
 * @type {import('../dockerd.mjs').Daemon}
 */
export const VIRTUAL_MACHINE = {
  program: QEMU,
  async prepare(folder, host) {
    const port = await findFreePort(PREFERRED_PORT)
    await writeSshFiles(folder, port)
    const machine = join('/', MACHINE)
    return {
      arguments: [
        ...qemuArguments(machine, { keepsDisk: false, sshPort: port }),
        ...['-incoming', `exec:cat ${join(machine, 'memory')}`],
      ],
      connect: (room) => connectMachine(room, { folder, port, socket: new URL(host).pathname }),
    }
  },
  // For what is written to the disk: else it is memory, where the room's own changes are.
  env: (folder) => ({ TMPDIR: folder }),
  appHost: `ssh://${ALIAS}`,
}

/**
 * Writes what an ssh client needs for the guest, the same in the room and outside, and nobody's
 * `~/.ssh`. The `ssh` in `bin` uses it by itself.
 * @param {string} folder
 * @param {number} port
 */
async function writeSshFiles(folder, port) {
  const machine = join(await prepareMachine(), MACHINE)
  const { folder: programs, env } = await prepareSshPrograms()
  const config = join(folder, 'ssh-config')
  const key = join(folder, 'client-key')
  const knownHosts = join(folder, 'known-hosts')
  await copyFile(join(machine, 'client-key'), key)
  await writeFile(knownHosts, `${ALIAS} ${await readFile(join(machine, 'host-key.pub'), 'utf8')}`)
  const settings = {
    HostName: '127.0.0.1',
    HostKeyAlias: ALIAS,
    Port: port,
    User: 'root',
    IdentityFile: key,
    IdentitiesOnly: 'yes',
    IdentityAgent: 'none',
    UserKnownHostsFile: knownHosts,
    GlobalKnownHostsFile: '/dev/null',
    StreamLocalBindUnlink: 'yes', // Of a start before, which was killed.
  }
  const lines = Object.entries(settings).map(([name, value]) => `  ${name} ${value}\n`)
  await writeFile(config, `Host ${ALIAS}\n${lines.join('')}`)
  await mkdir(join(folder, 'bin'), { recursive: true })
  const script = `#!/bin/sh
export LD_LIBRARY_PATH='${env.LD_LIBRARY_PATH}'
exec '${join(programs, 'usr/bin/ssh')}' -F '${config}' "$@"
`
  await writeFile(join(folder, 'bin/ssh'), script)
  await chmod(join(folder, 'bin/ssh'), 0o755)
}

/**
 * Sets the guest's clock, and forwards the engine's socket to one of this machine.
 * @param {import('../isolated-room.mjs').Room} room
 * @param {{ folder: string, port: number, socket: string }} where
 */
async function connectMachine(room, { folder, port, socket }) {
  const deadline = Date.now() + START_MS
  while (!(await answersSsh(port))) {
    if (Date.now() > deadline) throw new SetupError('The ssh server of the machine is silent.')
    await delay(POLL_MS)
  }
  const forward = `${socket}:/var/run/docker.sock`
  const args = ['-F', join(folder, 'ssh-config'), '-o', 'BatchMode=yes', '-L', forward]
  // In the room, so that it ends with it.
  const ssh = /** @type {import('node:child_process').ChildProcessByStdio<import('node:stream').Writable, import('node:stream').Readable, null>} */ (
    room.spawn('ssh', [...args, ALIAS, SET_CLOCK], {
      env: room.env,
      stdio: ['pipe', 'pipe', 'inherit'],
    })
  )
  const failure = once(ssh, 'exit').then(() => {
    throw new SetupError('ssh could not log in to the machine.')
  })
  failure.catch(() => {})
  await Promise.race([once(ssh.stdout, 'data'), failure])
  ssh.stdin.on('error', () => {}).write(`${Date.now() / 1000}\n`)
  await Promise.race([once(ssh.stdout, 'data'), failure])
  release(ssh)
}

/**
 * Lets us end though it runs.
 * @param {import('node:child_process').ChildProcess} child
 */
function release(child) {
  child.unref()
  for (const stream of [child.stdin, child.stdout]) {
    if (stream && 'unref' in stream && typeof stream.unref === 'function') stream.unref()
  }
}
