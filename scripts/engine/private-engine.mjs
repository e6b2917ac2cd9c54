// @ts-check
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { closeOnSignal } from '../setup/closing.mjs'
import { runCommand } from '../setup/run-command.mjs'
import { SetupError } from '../setup/say.mjs'
import { cliEnvironment } from './docker-environment.mjs'
import { prepareEngineBinaries } from './engine-binaries.mjs'
import { makeEngineFolder, removeEngineFolder } from './engine-folder.mjs'
import { ENGINE_KINDS } from './engine-kinds.mjs'
import { buildImages } from './images.mjs'
import { openRoom } from './isolated-room.mjs'
import { getFromEngine, pingEngine } from './ping-engine.mjs'
import { childOf } from './process-table.mjs'

/** It takes half a second; a loaded machine may need many times that. */
const START_MS = 30_000
const POLL_MS = 20
const SHOWN_LOG_LINES = 10

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/**
 * Starts a real engine of our own: own data, socket, network and processes. It shares nothing
 * with an engine of this machine, and all of it goes when it is stopped or when we end.
 * @param {object} options
 * @param {string} options.name
 * @param {import('./engine-kinds.mjs').EngineKind} [options.kind] this machine's Docker if left out
 * @param {readonly string[]} [options.args] more arguments for its daemon
 * @param {readonly import('./images.mjs').ImageName[]} [options.images] which to build, else all
 * @param {Readonly<Record<string, string>>} [options.imageEnv] variables that all of them get
 */
export async function startPrivateEngine({
  name,
  kind = ENGINE_KINDS['docker-20.10'],
  args = [],
  images,
  imageEnv,
}) {
  const binaries = await prepareEngineBinaries()
  const root = await kind.prepareRoot?.()
  const folder = await makeEngineFolder(name)
  const room = await openRoom(binaries, {
    network: kind.network ?? 'own',
    ...(root !== undefined && { rooted: { root, shared: folder } }),
  })
  const daemonArgs = [...(kind.args ?? []), ...args]
  const engine = new PrivateEngine(folder, binaries, kind.daemon, daemonArgs, room)
  try {
    await engine.start()
    await buildImages(engine, images, imageEnv)
  } catch (error) {
    await engine.stop()
    throw error
  }
  return engine
}

/** A running engine, with the levers that fault tests pull. */
export class PrivateEngine {
  /** Programs and tests reach the engine here. */
  socketPath
  dockerHost
  /** The app reaches it here; by ssh it needs the `ssh` that is in `bin` of the folder. */
  appHost
  /** The environment for a docker CLI (also run by a person) that talks to this engine only. */
  env
  /** @type {ChildProcess | undefined} it stands outside the room and ends with the engine */
  #entrance
  #closed

  /**
   * @param {string} folder
   * @param {import('./engine-binaries.mjs').EngineBinaries} binaries
   * @param {import('./dockerd.mjs').Daemon} daemon
   * @param {readonly string[]} args
   * @param {import('./isolated-room.mjs').Room} room
   */
  constructor(folder, binaries, daemon, args, room) {
    this.folder = folder
    this.binaries = binaries
    this.daemon = daemon
    this.args = args
    this.room = room
    this.#closed = closeOnSignal(() => this.stop())
    this.socketPath = join(folder, 'docker.sock')
    this.dockerHost = `unix://${this.socketPath}`
    this.appHost = daemon.appHost ?? this.dockerHost
    this.env = cliEnvironment(this.dockerHost, folder, binaries)
  }

  /** The engine's process on this machine. */
  get pid() {
    return this.#entrance?.pid === undefined ? undefined : childOf(this.#entrance.pid)
  }

  /** Runs the docker CLI on this engine and returns what it printed. @param {...string} args */
  async docker(...args) {
    return (await runCommand('docker', args, { env: this.env })).trimEnd()
  }

  /** Starts the engine, also again after `kill`. */
  async start() {
    await mkdir(join(this.folder, 'cli'), { recursive: true })
    const { daemon, folder } = this
    const launch = await daemon.prepare(folder, this.dockerHost)
    const log = openSync(this.#log, 'a')
    this.#entrance = this.room.spawn(daemon.program, [...launch.arguments, ...this.args], {
      env: { ...this.room.env, ...daemon.env(folder) },
      stdio: ['ignore', log, log],
    })
    closeSync(log) // The engine has its own by now.
    this.#entrance.unref()
    await this.#connected(this.#entrance, launch)
    await this.#answering(this.#entrance)
  }

  /** Kills the engine as a crash would; containers run on until the next start. */
  kill() {
    return this.#end('SIGKILL')
  }

  /** Ends the engine as a service manager would; with `--live-restore` containers run on. */
  terminate() {
    return this.#end('SIGTERM')
  }

  /** Kills the engine and starts it again: what its users see of an upgrade. */
  async restart() {
    await this.kill()
    await this.start()
  }

  /** Makes the engine hang: connections are accepted, and nothing answers. */
  freeze() {
    this.#signal('SIGSTOP')
  }

  /** Ends a hang. */
  thaw() {
    // The entrance stopped itself when it saw the engine stop.
    this.#entrance?.kill('SIGCONT')
    this.#signal('SIGCONT')
  }

  /** The stacks of all the engine's goroutines: a stream or shell that is left open shows here. */
  goroutines() {
    return getFromEngine(this.socketPath, '/debug/pprof/goroutine?debug=2')
  }

  /** Ends the engine with all its containers, and removes all that it made. */
  async stop() {
    this.#closed()
    await this.room.close()
    // The entrance of a frozen engine stopped itself as well, and would stay so.
    this.#entrance?.kill('SIGCONT')
    await removeEngineFolder(this.folder)
  }

  get #log() {
    return join(this.folder, `${this.daemon.program}.log`)
  }

  /** Resolves once it has ended. @param {NodeJS.Signals} signal */
  async #end(signal) {
    const entrance = this.#entrance
    if (!entrance || hasEnded(entrance)) return
    entrance.ref()
    const ended = once(entrance, 'exit')
    this.#signal(signal)
    await ended
    entrance.unref()
  }

  /** @param {NodeJS.Signals} signal */
  #signal(signal) {
    const { pid } = this
    if (pid !== undefined) process.kill(pid, signal)
  }

  /** @param {ChildProcess} entrance @param {import('./dockerd.mjs').Launch} launch */
  async #connected(entrance, { connect }) {
    if (!connect) return
    const failure = once(entrance, 'exit').then(async () => {
      throw await this.#startFailure()
    })
    failure.catch(() => {})
    await Promise.race([connect(), failure])
  }

  /** @param {ChildProcess} entrance */
  async #answering(entrance) {
    const deadline = Date.now() + START_MS
    while (!(await pingEngine(this.socketPath))) {
      if (hasEnded(entrance) || Date.now() > deadline) throw await this.#startFailure()
      await delay(POLL_MS)
    }
  }

  async #startFailure() {
    const log = await readFile(this.#log, 'utf8')
    const tail = log.trim().split('\n').slice(-SHOWN_LOG_LINES).join('\n')
    return new SetupError(`${tail}\nThe private engine did not start; above are its last words.`)
  }
}

/** @param {ChildProcess} child */
function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null
}
