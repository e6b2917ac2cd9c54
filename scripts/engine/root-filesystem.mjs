// @ts-check
import { chmod, copyFile, mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { runCommand } from '../setup/run-command.mjs'

/**
 * Fills the file system of an image.
 * @callback Fill
 * @param {string} root the folder that becomes `/`
 * @param {string} packages the folder of the unpacked Debian packages
 * @returns {Promise<void>}
 */

/** Busybox under the names of all its programs, and the few files that programs expect. @type {Fill} */
export async function addBusybox(root, packages) {
  const busybox = join(root, 'bin/busybox')
  await addProgram(join(packages, 'bin/busybox'), busybox)
  const programs = (await runCommand(busybox, ['--list'])).trim().split('\n')
  const links = programs.filter((program) => program !== 'busybox')
  await Promise.all(links.map((program) => symlink('busybox', join(root, 'bin', program))))
  for (const folder of ['tmp', 'root', 'etc', 'var/log']) {
    await mkdir(join(root, folder), { recursive: true })
  }
  await chmod(join(root, 'tmp'), 0o1777)
  await writeFile(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n')
  await writeFile(join(root, 'etc/group'), 'root:x:0:\n')
}

/** Busybox, and bash. @type {Fill} */
export async function addBusyboxAndBash(root, packages) {
  await addBusybox(root, packages)
  await addProgram(join(packages, 'bin/bash-static'), join(root, 'bin/bash'))
}

/** One program and no more; by this name busybox is no shell. @type {Fill} */
export async function addOnlySleep(root, packages) {
  await addProgram(join(packages, 'bin/busybox'), join(root, 'sleep'))
}

/** @param {string} program @param {string} target */
async function addProgram(program, target) {
  await mkdir(dirname(target), { recursive: true })
  await copyFile(program, target)
  await chmod(target, 0o755)
}
