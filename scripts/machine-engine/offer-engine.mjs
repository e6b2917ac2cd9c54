// @ts-check
import { spawn } from 'node:child_process'
import { existsSync, openSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { pingEngine } from '../engine/ping-engine.mjs'
import {
  HAS_APT,
  IS_ROOT,
  installAptPackages,
  refreshLists,
  removedBy,
} from '../setup/apt-packages.mjs'
import { cacheFolder } from '../setup/cache-folder.mjs'
import { tryCommand } from '../setup/run-command.mjs'
import { SetupError, say } from '../setup/say.mjs'
import { engineIsChosen, engineIsInstalled, someEngineAnswers } from './find-engine.mjs'

const PACKAGES = ['docker.io']
const SOCKET = '/var/run/docker.sock'
/** Whether systemd runs this machine, as sd_booted(3) finds it out. */
const SYSTEMD = '/run/systemd/system'
/** The package may have started the engine itself. */
const SELF_STARTED_MS = 3000
const STARTED_MS = 30_000
const POLL_MS = 50

/**
 * Gets this machine an engine where it has none, if that is ours to do. Elsewhere the app's
 * welcome page says what to do.
 */
export async function offerEngine() {
  if (engineIsChosen() || (await someEngineAnswers())) return
  if (engineIsInstalled()) return say('A container engine is installed, but it does not answer.')
  if (!HAS_APT || !IS_ROOT) return say('No container engine was found on this machine.')
  await refreshLists()
  const removed = await removedBy(PACKAGES)
  if (removed.length > 0) {
    return say(`No engine was found; none is installed, as apt would remove ${removed.join(', ')}.`)
  }
  if (await agreed()) await installEngine()
}

/** Without a terminal there is nobody to ask, and the machine is there to be set up. */
async function agreed() {
  if (!process.stdin.isTTY) return true
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const question = 'No container engine was found. Install and start Docker (docker.io)? [y/N] '
  const answer = await terminal.question(question)
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}

async function installEngine() {
  await installAptPackages(PACKAGES, 'have a container engine')
  if (await answersWithin(SELF_STARTED_MS)) return
  say('Starting Docker …')
  await (existsSync(SYSTEMD) ? tryCommand('systemctl', ['start', 'docker']) : startDetached())
  if (await answersWithin(STARTED_MS)) return
  throw new SetupError('Docker is installed but does not start; to see why, run: dockerd')
}

/** The engine is the machine's from now on: it stays when the app is closed. */
async function startDetached() {
  await mkdir(cacheFolder(), { recursive: true })
  const log = openSync(join(cacheFolder(), 'dockerd.log'), 'a')
  spawn('dockerd', { stdio: ['ignore', log, log], detached: true }).unref()
}

/** @param {number} milliseconds */
async function answersWithin(milliseconds) {
  const deadline = Date.now() + milliseconds
  while (Date.now() < deadline) {
    if (await pingEngine(SOCKET)) return true
    await delay(POLL_MS)
  }
  return false
}
