// @ts-check
import { chmod, copyFile, mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCommand } from '../../setup/run-command.mjs'
import { initramfsModules } from './initramfs-modules.mjs'

/** What the initramfs needs to find the disk. */
const DISK_MODULES = ['virtio_pci', 'virtio_blk']

/** sshd's unprivileged half beside the one who may log in, with a key. */
const ACCOUNTS = 'root:*:0:0:root:/root:/bin/sh\nsshd:*:100:65534::/run/sshd:/bin/false\n'

const SSHD_CONFIG = `HostKey /etc/ssh/host-key
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
UseDNS no
`

/**
 * Does what an installation would have done, and lets the machine's key log in.
 * @param {string} guest the unpacked packages that are to be `/`
 * @param {string} machine the folder with the keys
 */
export async function furnishGuest(guest, machine) {
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

/**
 * Takes the kernel out, and packs the initramfs that it needs to find its disk.
 * @param {string} guest
 * @param {string} machine where both go
 */
export async function takeKernel(guest, machine) {
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
