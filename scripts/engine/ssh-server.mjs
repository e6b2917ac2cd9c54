// @ts-check
import { once } from 'node:events'
import { chmod, copyFile, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { closeOnSignal } from '../setup/closing.mjs'
import { runCommand } from '../setup/run-command.mjs'
import { SetupError } from '../setup/say.mjs'
import { answersSsh } from './answers-ssh.mjs'
import { prepareEngineBinaries } from './engine-binaries.mjs'
import { makeEngineFolder, removeEngineFolder } from './engine-folder.mjs'
import { findFreePort } from './forward-port.mjs'
import { openRoom } from './isolated-room.mjs'
import { childrenOf } from './process-table.mjs'
import { prepareSshPrograms } from './ssh-programs.mjs'

const LOOPBACK = '127.0.0.1'
const PREFERRED_PORT = 2299

/** It takes 40 ms; a loaded machine may need many times that. */
const START_MS = 10_000
const POLL_MS = 20

/** May use every socket. */
const MASTER = 'captain'
/** May use no socket of root's. */
const GUEST = 'passenger'

/** What the server's machine has of a system besides its shell, all of it in one program. */
const TOOLS = ['cat', 'ls', 'sh']

/** The account of the server's own unprivileged half, and two that can log in. */
const ACCOUNTS = (/** @type {string} */ home) => `
sshd:*:65533:65534::/run/sshd:/bin/false
${MASTER}:*:0:0::${home}:/bin/sh
${GUEST}:*:65532:65534::${home}:/bin/sh
`

/**
 * Starts a real sshd on the loopback address of this machine, with keys, accounts, `/run` and a
 * PATH of its own. Nobody's `~/.ssh` is read or written by it, nor by a client that is given
 * `clientConfig`. It ends when it is stopped, or when we end.
 * @param {{ engineSocket?: string, settings?: readonly string[], withDocker?: boolean }} [options]
 *   engineSocket: what stands at /var/run/docker.sock of the server, nothing when left out;
 *   settings: lines of its sshd_config; withDocker: whether there is a docker CLI
 */
export async function startSshServer({ engineSocket, settings = [], withDocker = false } = {}) {
  const programs = await prepareSshPrograms()
  const binaries = await prepareEngineBinaries()
  const folder = await makeEngineFolder('sshd')
  const room = await openRoom(binaries, { network: 'shared' })
  const server = new SshServer(folder, programs, room, await findFreePort(PREFERRED_PORT))
  try {
    await server.furnish({ binaries, engineSocket, settings, withDocker })
    await server.start()
  } catch (error) {
    await server.stop()
    throw error
  }
  return server
}

/** A running sshd, and what a client needs to reach it. */
export class SshServer {
  host = LOOPBACK
  user = MASTER
  guest = GUEST
  #closed
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #sshd

  /**
   * @param {string} folder
   * @param {Awaited<ReturnType<typeof prepareSshPrograms>>} programs
   * @param {import('./isolated-room.mjs').Room} room
   * @param {number} port
   */
  constructor(folder, programs, room, port) {
    this.folder = folder
    this.programs = programs
    this.room = room
    this.port = port
    this.#closed = closeOnSignal(() => this.stop())
    /** An `ssh` that does not depend on what this machine has. */
    this.client = join(folder, 'ssh')
    /** For `ssh -F`: the right key, the server's host key, and nothing of the person's. */
    this.clientConfig = join(folder, 'client-config')
    this.knownHosts = join(folder, 'known_hosts')
  }

  /**
   * Makes keys, accounts and configuration.
   * @param {{ binaries: import('./engine-binaries.mjs').EngineBinaries, engineSocket: string | undefined,
   *   settings: readonly string[], withDocker: boolean }} what
   */
  async furnish({ binaries, engineSocket, settings, withDocker }) {
    await mkdir(join(this.folder, 'bin'))
    await chmod(this.folder, 0o755) // All accounts live in it.
    await copyFile(join(binaries.folder, 'bin/busybox'), this.#path('bin/busybox'))
    for (const tool of TOOLS) await symlink('busybox', this.#path(`bin/${tool}`))
    const docker = join(binaries.folder, 'usr/bin/docker')
    if (withDocker) await symlink(docker, this.#path('bin/docker'))
    await this.makeKey('id')
    await writeFile(join(this.folder, 'authorized_keys'), await this.#publicKey('id'))
    await writeFile(join(this.folder, 'sshd_config'), this.#configuration(settings).join('\n'))
    await this.#makeClient()
    await writeFile(this.clientConfig, this.configFor('id'))
    await this.changeHostKey()
    await this.trustHostKey()
    await this.#inRoom(`mkdir /run/sshd; cat >> /etc/passwd`, ACCOUNTS(this.folder))
    if (engineSocket) await this.#inRoom(`ln -s '${engineSocket}' /run/docker.sock`)
  }

  /** Starts the server, also again after `kill`. */
  async start() {
    const { folder, programs } = this
    const args = ['-D', '-f', join(folder, 'sshd_config'), '-E', join(folder, 'sshd.log')]
    // sshd wants its full path: it starts itself again for each connection.
    this.#sshd = this.room.spawn(join(programs.folder, 'usr/sbin/sshd'), args, {
      env: programs.env,
      stdio: 'ignore',
    })
    this.#sshd.unref()
    await this.#listening(this.#sshd)
  }

  /** Ends the server and its connections, as a crash would; it can be started again. */
  async end() {
    this.#signal('SIGKILL')
    while (await answersSsh(this.port)) await delay(POLL_MS)
  }

  /** Makes the server hang with all its connections open, as a network that swallows does. */
  freeze() {
    this.#signal('SIGSTOP')
  }

  /** Ends the server and all that it made. */
  async stop() {
    this.#closed()
    await this.room.close()
    // The entrance stopped itself when it saw a frozen server stop, and would stay so.
    this.#sshd?.kill('SIGCONT')
    await removeEngineFolder(this.folder)
  }

  /** What the server wrote down: who tried to log in, and how that went. */
  log() {
    return readFile(join(this.folder, 'sshd.log'), 'utf8')
  }

  /** Gives the server another identity; a running one takes it up at its next connection. */
  async changeHostKey() {
    await rm(join(this.folder, 'host-key'), { force: true })
    await this.makeKey('host-key')
  }

  /** Has the client's `known_hosts` say that the present host key is right. */
  async trustHostKey() {
    const [kind, key] = (await this.#publicKey('host-key')).split(' ')
    const names = [LOOPBACK, 'localhost'].map((name) => `[${name}]:${this.port}`)
    await writeFile(this.knownHosts, `${names.join(',')} ${kind} ${key}\n`)
  }

  /** The host key's fingerprint, such as "SHA256:…". */
  async fingerprint() {
    const [, fingerprint = ''] = (await this.#keygen('-lf', this.#path('host-key.pub'))).split(' ')
    return fingerprint
  }

  /**
   * Makes a key of a client in the server's folder.
   * @param {string} name
   * @param {string} [passphrase]
   */
  async makeKey(name, passphrase = '') {
    await rm(this.#path(`${name}.pub`), { force: true })
    await this.#keygen('-q', '-t', 'ed25519', '-N', passphrase, '-C', name, '-f', this.#path(name))
  }

  /** Lets a key log in besides the first one. @param {string} name */
  async authorize(name) {
    const keys = [await this.#publicKey('id'), await this.#publicKey(name)]
    await writeFile(this.#path('authorized_keys'), keys.join(''))
  }

  /** A client's configuration with one of the keys made here. @param {string} key */
  configFor(key) {
    return [
      `IdentityFile ${this.#path(key)}`,
      'IdentitiesOnly yes',
      'IdentityAgent none',
      `UserKnownHostsFile ${this.knownHosts}`,
      'GlobalKnownHostsFile /dev/null',
      '',
    ].join('\n')
  }

  async #makeClient() {
    const { folder, env } = this.programs
    const libraries = `export LD_LIBRARY_PATH='${env.LD_LIBRARY_PATH}'`
    const script = `#!/bin/sh\n${libraries}\nexec '${join(folder, 'usr/bin/ssh')}' "$@"\n`
    await writeFile(this.client, script)
    await chmod(this.client, 0o755)
  }

  /** @param {readonly string[]} settings they win over ours: sshd takes the first it reads */
  #configuration(settings) {
    return [
      ...settings,
      `ListenAddress ${LOOPBACK}:${this.port}`,
      `HostKey ${this.#path('host-key')}`,
      `AuthorizedKeysFile ${this.#path('authorized_keys')}`,
      'PidFile none',
      'PermitRootLogin prohibit-password',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'StrictModes no', // The folder lies in the temporary one.
      'UsePAM no',
      'LogLevel DEBUG1',
      `SetEnv PATH=${this.#path('bin')}`,
      '',
    ]
  }

  /** @param {NodeJS.Signals} signal */
  #signal(signal) {
    const entrance = this.#sshd?.pid
    if (entrance === undefined) return
    for (const pid of childrenOf(entrance).flatMap(familyOf)) process.kill(pid, signal)
  }

  /** @param {import('node:child_process').ChildProcess} sshd */
  async #listening(sshd) {
    const deadline = Date.now() + START_MS
    while (!(await answersSsh(this.port))) {
      if (sshd.exitCode !== null || Date.now() > deadline) {
        throw new SetupError(`${await this.log()}\nThe ssh server did not start; see above.`)
      }
      await delay(POLL_MS)
    }
  }

  /** @param {string} script @param {string} [input] */
  async #inRoom(script, input = '') {
    const shell = this.room.spawn('sh', ['-ec', script], { stdio: ['pipe', 'inherit', 'inherit'] })
    // Most scripts do not read it.
    shell.stdin?.on('error', () => {}).end(input)
    const [code] = await once(shell, 'exit')
    if (code !== 0) throw new SetupError(`This failed for the ssh server: ${script}`)
  }

  /** @param {...string} args */
  #keygen(...args) {
    return runCommand('ssh-keygen', args, { env: { ...process.env, ...this.programs.env } })
  }

  /** @param {string} name */
  #publicKey(name) {
    return readFile(this.#path(`${name}.pub`), 'utf8')
  }

  /** @param {string} name */
  #path(name) {
    return join(this.folder, name)
  }
}

/** A process and all that it has started. @param {number} pid @returns {readonly number[]} */
function familyOf(pid) {
  return [pid, ...childrenOf(pid).flatMap(familyOf)]
}
