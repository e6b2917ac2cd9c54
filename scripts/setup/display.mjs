// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { installAptPackages } from './apt-packages.mjs'
import { closeOnSignal } from './closing.mjs'
import { tryCommand } from './run-command.mjs'
import { SetupError, say } from './say.mjs'

/** Room for the window (1440 × 900) and for what opens beside it. */
const SCREEN = '1920x1200x24'
/** The descriptor on which Xvfb tells the number of the display that it took. */
const DISPLAY_FD = 3

/**
 * @typedef {object} Display
 * @property {NodeJS.ProcessEnv} env with the display in it
 * @property {() => void} stop ends the display if it is ours
 */

/**
 * Returns a display to open windows on: the desktop's, or on a Linux without one our own.
 * @param {{ own?: boolean }} [options] own: never the desktop's, for tests must not disturb it
 * @returns {Promise<Display>}
 */
export async function prepareDisplay({ own = false } = {}) {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  if (process.platform !== 'linux' || (!own && (DISPLAY || WAYLAND_DISPLAY))) {
    return { env: process.env, stop: () => {} }
  }
  await prepareXvfb()
  return startXvfb()
}

/** Installs what `prepareDisplay` starts, where it is missing. */
export async function prepareXvfb() {
  if ((await tryCommand('Xvfb', ['-help'])).ok) return
  await installAptPackages(['xvfb'], 'open windows without a screen')
}

async function startXvfb() {
  const command = [
    'Xvfb',
    '-displayfd',
    `${DISPLAY_FD}`,
    '-screen',
    '0',
    SCREEN,
    '-nolisten',
    'tcp',
  ]
  // It ends with us, even when we are killed. Detached: on Ctrl+C the app ends first, then it.
  const xvfb = spawn('setpriv', ['--pdeathsig', 'TERM', ...command], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    detached: true,
  })
  const closed = closeOnSignal(() => void xvfb.kill())
  const display = `:${await readDisplay(xvfb)}`
  say(`Windows open on an invisible screen of our own: Xvfb, display ${display}.`)
  xvfb.unref()
  const stop = () => {
    closed()
    xvfb.kill()
  }
  return { env: withDisplay(display), stop }
}

/** @param {import('node:child_process').ChildProcess} xvfb */
async function readDisplay(xvfb) {
  const output = /** @type {import('node:net').Socket} */ (xvfb.stdio[DISPLAY_FD])
  const failure = once(xvfb, 'exit').then(() => {
    throw new SetupError('Xvfb ended at once; to see why, run: Xvfb -displayfd 1')
  })
  const [number] = await Promise.race([once(createInterface(output), 'line'), failure])
  failure.catch(() => {})
  output.unref()
  return number
}

/** @param {string} display */
function withDisplay(display) {
  const env = /** @type {NodeJS.ProcessEnv} */ ({ ...process.env, DISPLAY: display })
  // Chromium would otherwise follow the desktop's Wayland session.
  delete env['WAYLAND_DISPLAY']
  return env
}
