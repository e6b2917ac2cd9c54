// @ts-check
import { once } from 'node:events'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { buildOnce } from '../../setup/cache-folder.mjs'
import { runCommand } from '../../setup/run-command.mjs'
import { SetupError, say } from '../../setup/say.mjs'
import { unpackDebianRoot } from '../debian-root.mjs'
import { cliEnvironment } from '../docker-environment.mjs'
import { prepareEngineBinaries } from '../engine-binaries.mjs'
import { makeEngineFolder, removeEngineFolder } from '../engine-folder.mjs'
import { findFreePort } from '../forward-port.mjs'
import { buildImages } from '../images.mjs'
import { openRoom } from '../isolated-room.mjs'
import { prepareSshPrograms } from '../ssh-programs.mjs'
import { furnishGuest, takeKernel } from './guest-root.mjs'
import { connectMachine, PREFERRED_PORT } from './machine-ssh.mjs'
import { MACHINE, QEMU, qemuArguments } from './qemu.mjs'

/**
 * @typedef {import('../isolated-room.mjs').Room} Room
 * @typedef {import('node:child_process').ChildProcessByStdio<import('node:stream').Writable, import('node:stream').Readable, null>} Qemu
 */

/** Counts the changes to what is built below, so that a cached one of before is not used. */
const RECIPE = 1

const RELEASE = 'bookworm'
const HOST_PACKAGES = ['qemu-system-x86', 'e2fsprogs']
const GUEST_PACKAGES = [
  'linux-image-cloud-amd64',
  'docker.io',
  'iptables',
  'openssh-server',
  'coreutils',
]

/** Room for what tests make; what is not used takes no place on this machine's disk. */
const DISK_SIZE = '4G'

/** The last words of the guest's start (guest-init.sh). */
const READY = 'the engine is up'

/** It takes half a minute; a loaded machine may need many times that. */
const BOOT_MS = 300_000

const SHOWN_LINES = 10

/** What leaves the serial line for qemu's own monitor. */
const TO_MONITOR = '\u0001c'

/**
 * Returns a folder with a virtual machine in which Docker runs, and with what it takes to run it:
 * an unpacked Debian that is to be `/` in a room, the machine itself lying in its `/machine`. It
 * has been started once, given the images for tests, and its memory saved, so that it goes on from
 * there in a few seconds.
 */
export async function prepareMachine() {
  if (process.arch !== 'x64') {
    throw new SetupError(`The virtual machine is made for x86-64, not for ${process.arch}.`)
  }
  return buildOnce(`machine-${RELEASE}-${process.arch}-${RECIPE}`, async (folder) => {
    await unpackDebianRoot(RELEASE, HOST_PACKAGES, folder)
    const machine = join(folder, MACHINE)
    const guest = join(machine, 'guest')
    await mkdir(guest, { recursive: true })
    await unpackDebianRoot(RELEASE, GUEST_PACKAGES, guest)
    await makeKeys(machine)
    await furnishGuest(guest, machine)
    await takeKernel(guest, machine)
    const binaries = await prepareEngineBinaries()
    const rooted = { root: folder, shared: machine }
    const room = await openRoom(binaries, { network: 'shared', rooted })
    try {
      await makeDisk(room, guest, machine)
      await bootAndSave(room, machine)
    } finally {
      await room.close()
    }
    await rm(guest, { recursive: true })
  })
}

/** The guest's identity, and the key that opens it. @param {string} machine */
async function makeKeys(machine) {
  const { env } = await prepareSshPrograms()
  for (const name of ['host-key', 'client-key']) {
    const args = ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', join(machine, name)]
    await runCommand('ssh-keygen', args, { env: { ...process.env, ...env } })
  }
}

/** @param {Room} room @param {string} guest @param {string} machine */
async function makeDisk(room, guest, machine) {
  const args = ['-q', '-t', 'ext4', '-d', guest, join(machine, 'disk'), DISK_SIZE]
  const program = room.spawn('mke2fs', args, {
    env: room.env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = await once(program, 'exit')
  if (code !== 0) throw new SetupError('The disk of the virtual machine could not be made.')
}

/**
 * Starts the machine, makes the images in it, and saves its memory.
 * @param {Room} room
 * @param {string} machine
 */
async function bootAndSave(room, machine) {
  say('Starting a virtual machine for the first time; it takes a minute or more …')
  const sshPort = await findFreePort(PREFERRED_PORT)
  const args = qemuArguments(machine, { keepsDisk: true, sshPort })
  const qemu = /** @type {Qemu} */ (
    room.spawn(QEMU, args, { env: room.env, stdio: ['pipe', 'pipe', 'inherit'] })
  )
  const ended = once(qemu, 'exit')
  await engineIsUp(qemu.stdout)
  await addImages(machine, sshPort)
  // It stops by itself then. A machine that had been stopped before would not run when it is loaded.
  qemu.stdin.write(`${TO_MONITOR}migrate "exec:cat > ${join(machine, 'memory')}"\nquit\n`)
  const [code] = await ended
  if (code !== 0) throw new SetupError('The memory of the virtual machine could not be saved.')
}

/** Resolves as the guest says so, and goes on reading. @param {import('node:stream').Readable} serial */
async function engineIsUp(serial) {
  const lines = createInterface({ input: serial })
  /** @type {string[]} */
  const words = []
  lines.on('line', (line) => words.push(line))
  const clock = setTimeout(() => lines.close(), BOOT_MS)
  await new Promise((resolve) => {
    lines.on('line', (line) => line.includes(READY) && resolve(undefined))
    lines.once('close', resolve)
  })
  clearTimeout(clock)
  if (words.some((line) => line.includes(READY))) return
  const tail = words.slice(-SHOWN_LINES).join('\n')
  throw new SetupError(`${tail}\nThe virtual machine did not start; above are its last words.`)
}

/** @param {string} machine @param {number} port */
async function addImages(machine, port) {
  const folder = await makeEngineFolder('machine')
  try {
    const socket = join(folder, 'docker.sock')
    const connection = await connectMachine(folder, { machine, port, socket })
    const binaries = await prepareEngineBinaries()
    const env = cliEnvironment(`unix://${socket}`, folder, binaries)
    const docker = (/** @type {string[]} */ ...args) => runCommand('docker', args, { env })
    await buildImages({ folder, binaries, docker })
    await connection.close()
  } finally {
    await removeEngineFolder(folder)
  }
}
