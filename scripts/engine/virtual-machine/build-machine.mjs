// @ts-check
import { once } from 'node:events'
import { chmod, copyFile, mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
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
import { initramfsModules } from './initramfs-modules.mjs'
import { connectMachine, PREFERRED_PORT } from './machine-ssh.mjs'
import { MACHINE, QEMU, qemuArguments } from './qemu.mjs'

/**
 * @typedef {import('../isolated-room.mjs').Room} Room
 * @typedef {import('node:child_process').ChildProcessByStdio<import('node:stream').Writable, import('node:stream').Readable, null>} Qemu
 */

/** Counts the changes to what is built below, so that a cached one of before is not used. */
const RECIPE = 2

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

/** What the initramfs needs to find the disk. */
const DISK_MODULES = ['virtio_pci', 'virtio_blk']

/** The last words of the guest's start (guest-init.sh). */
const READY = 'the engine is up'

/** It takes half a minute; a loaded machine may need many times that. */
const BOOT_MS = 300_000

const SHOWN_LINES = 10

/** What leaves the serial line for qemu's own monitor. */
const TO_MONITOR = '\u0001c'

/** sshd's unprivileged half beside the one who may log in, with a key. */
const ACCOUNTS = 'root:*:0:0:root:/root:/bin/sh\nsshd:*:100:65534::/run/sshd:/bin/false\n'

const SSHD_CONFIG = `HostKey /etc/ssh/host-key
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
UseDNS no
`

/**
 * Returns a folder with a virtual machine in which Docker runs, and with what it takes to run it:
 * an unpacked Debian that is to be `/` in a room, the machine itself lying in its `/machine`. It
 * has been started once, given the images for tests, and its memory saved, so that it goes on from
 * there in a second.
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

/** Does what an installation would have done. @param {string} guest @param {string} machine */
async function furnishGuest(guest, machine) {
  await copyScript('guest-init.sh', join(guest, 'sbin/init'))
  await writeFile(join(guest, 'etc/passwd'), ACCOUNTS)
  await mkdir(join(guest, 'etc/ssh'), { recursive: true })
  await writeFile(join(guest, 'etc/ssh/sshd_config'), SSHD_CONFIG)
  await copyFile(join(machine, 'host-key'), join(guest, 'etc/ssh/host-key'))
  await mkdir(join(guest, 'root/.ssh'), { mode: 0o700 })
  await copyFile(join(machine, 'client-key.pub'), join(guest, 'root/.ssh/authorized_keys'))
  // Docker and the app look for the engine's socket there.
  await rm(join(guest, 'var/run'), { recursive: true, force: true })
  await symlink('/run', join(guest, 'var/run'))
  const installed = await runCommand('chroot', [guest, '/bin/busybox', '--list'])
  for (const program of installed.trim().split('\n')) {
    await symlink('busybox', join(guest, 'bin', program)).catch(ignoreExisting)
  }
}

/** @param {unknown} error */
function ignoreExisting(error) {
  if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
}

/** Takes the kernel, and packs an initramfs. @param {string} guest @param {string} machine */
async function takeKernel(guest, machine) {
  const inGuest = (/** @type {string[]} */ ...args) => runCommand('chroot', [guest, ...args])
  const [release = ''] = await readdir(join(guest, 'lib/modules'))
  await inGuest('depmod', release)
  await rename(join(guest, 'boot', `vmlinuz-${release}`), join(machine, 'kernel'))
  const steps = await inGuest('modprobe', '-S', release, '-a', '--show-depends', ...DISK_MODULES)

  const root = join(machine, 'initramfs-root')
  for (const name of ['bin', 'dev', 'modules', 'new']) {
    await mkdir(join(root, name), { recursive: true })
  }
  await copyFile(join(guest, 'bin/busybox'), join(root, 'bin/busybox'))
  await copyScript('initramfs-init.sh', join(root, 'init'))
  for (const { source, target } of initramfsModules(steps)) {
    await copyFile(join(guest, source), join(root, 'modules', target))
  }
  const busybox = join(guest, 'bin/busybox')
  const pack = `cd '${root}'; '${busybox}' find . | '${busybox}' cpio -o -H newc`
  await runCommand('sh', ['-ec', `(${pack}) > '${join(machine, 'initramfs')}'`])
  await rm(root, { recursive: true })
}

/** @param {string} name @param {string} target */
async function copyScript(name, target) {
  await copyFile(fileURLToPath(new URL(name, import.meta.url)), target)
  await chmod(target, 0o755)
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
