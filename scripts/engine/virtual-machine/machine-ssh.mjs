// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { SetupError } from '../../setup/say.mjs'
import { answersSsh } from '../answers-ssh.mjs'
import { prepareSshPrograms } from '../ssh-programs.mjs'

/** What ssh calls the guest: as with Lima and Colima, where it is stands in ssh's settings. */
export const ALIAS = 'machine'

export const PREFERRED_PORT = 2290

/** The guest's sshd answers after a second; on a loaded machine after many. */
const START_MS = 60_000
const POLL_MS = 20

/**
 * Sets the guest's clock, which stood still since its memory was saved; then keeps the forward.
 * Busybox, which the shell would take by itself, knows no parts of a second.
 */
const SET_CLOCK = 'echo ready; read now; /bin/date -s "@$now" && exec cat'

/**
 * Leads the socket of the guest's engine to one in a folder. Resolves when the guest's clock is
 * right; its end, which is also ours and the guest's, closes the forward.
 * @param {string} folder takes what an ssh client needs for the guest as well: `bin/ssh` uses that
 *   by itself, and nobody's `~/.ssh`
 * @param {{ machine: string, port: number, socket: string }} guest
 *   machine: the folder with its keys; port: of this machine; socket: to be made
 */
export async function connectMachine(folder, { machine, port, socket }) {
  await writeSshFiles(folder, machine, port)
  const deadline = Date.now() + START_MS
  while (!(await answersSsh(port))) {
    if (Date.now() > deadline) throw new SetupError('The ssh server of the machine is silent.')
    await delay(POLL_MS)
  }
  const forward = ['-o', 'BatchMode=yes', '-L', `${socket}:/var/run/docker.sock`]
  const ssh = spawn(join(folder, 'bin/ssh'), [...forward, ALIAS, SET_CLOCK], {
    stdio: 'pipe',
    detached: true, // As the machine is: a Ctrl+C in the terminal is ours to answer.
  })
  const words = text(ssh.stderr)
  const exit = once(ssh, 'exit')
  const failure = exit.then(async () => {
    throw new SetupError(`${await words}ssh cannot log in to the machine, or set its clock.`)
  })
  failure.catch(() => {})
  await Promise.race([once(ssh.stdout, 'data'), failure])
  ssh.stdin.on('error', () => {}).write(`${Date.now() / 1000}\n`)
  await Promise.race([once(ssh.stdout, 'data'), failure])
  letUsEnd(ssh)
  return {
    async close() {
      ssh.ref()
      ssh.kill()
      await exit
    },
  }
}

/** @param {string} folder @param {string} machine @param {number} port */
async function writeSshFiles(folder, machine, port) {
  const { folder: programs, env } = await prepareSshPrograms()
  const inFolder = (/** @type {string} */ name) => join(folder, name)
  const hostKey = await readFile(join(machine, 'host-key.pub'), 'utf8')
  await copyFile(join(machine, 'client-key'), inFolder('client-key'))
  await writeFile(inFolder('known-hosts'), `${ALIAS} ${hostKey}`)
  const settings = {
    HostName: '127.0.0.1',
    HostKeyAlias: ALIAS,
    Port: port,
    User: 'root',
    IdentityFile: inFolder('client-key'),
    IdentitiesOnly: 'yes',
    IdentityAgent: 'none',
    UserKnownHostsFile: inFolder('known-hosts'),
    GlobalKnownHostsFile: '/dev/null',
    StreamLocalBindUnlink: 'yes', // A machine that was killed leaves the socket.
  }
  const lines = Object.entries(settings).map(([name, value]) => `  ${name} ${value}\n`)
  await writeFile(inFolder('ssh-config'), `Host ${ALIAS}\n${lines.join('')}`)
  await mkdir(inFolder('bin'), { recursive: true })
  const script = `#!/bin/sh
export LD_LIBRARY_PATH='${env.LD_LIBRARY_PATH}'
exec '${join(programs, 'usr/bin/ssh')}' -F '${inFolder('ssh-config')}' "$@"
`
  await writeFile(inFolder('bin/ssh'), script)
  await chmod(inFolder('bin/ssh'), 0o755)
}

/** @param {import('node:child_process').ChildProcessWithoutNullStreams} child */
function letUsEnd(child) {
  child.unref()
  for (const stream of [child.stdin, child.stdout, child.stderr]) {
    if ('unref' in stream && typeof stream.unref === 'function') stream.unref()
  }
}
