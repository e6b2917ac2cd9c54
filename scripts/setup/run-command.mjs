// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { closeOnSignal } from './closing.mjs'
import { SetupError } from './say.mjs'

/** How much of a failed command's own words is worth showing. */
const SHOWN_LINES = 15

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string | Buffer} [input] what the command reads on stdin
 * @property {number} [timeoutMs] after which it is killed, and so fails
 */

/**
 * @typedef {object} CommandResult
 * @property {boolean} ok
 * @property {string} stdout
 * @property {string} stderr
 */

/**
 * Runs a command to its end and collects what it printed; never throws.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<CommandResult>}
 */
export async function tryCommand(command, args, { input, timeoutMs, ...options } = {}) {
  const limits = /** @type {const} */ ({ timeout: timeoutMs, killSignal: 'SIGKILL' })
  const child = /** @type {import('node:child_process').ChildProcessWithoutNullStreams} */ (
    spawn(...throughShell(command, args, { ...options, ...limits }))
  )
  // A command may end without reading its stdin; that is its own affair.
  child.stdin.on('error', () => {}).end(input)
  const output = Promise.all([text(child.stdout), text(child.stderr)])
  try {
    const [code] = await once(child, 'exit')
    const [stdout, stderr] = await output
    return { ok: code === 0, stdout, stderr }
  } catch (error) {
    return { ok: false, stdout: '', stderr: String(error) }
  }
}

/**
 * Runs a command that must succeed, quietly, and returns what it printed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 */
export async function runCommand(command, args, options) {
  const { ok, stdout, stderr } = await tryCommand(command, args, options)
  if (ok) return stdout
  const words = `${stdout}\n${stderr}`.trim().split('\n').slice(-SHOWN_LINES).join('\n')
  throw new SetupError(`${words}\nThis command failed: ${command} ${args.join(' ')}`)
}

/**
 * Runs a command in the foreground: it talks to the person itself.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} its exit code, 1 when a signal ended it
 */
export async function showCommand(command, args, options = {}) {
  const child = spawn(...throughShell(command, args, { stdio: 'inherit', ...options }))
  const exit = once(child, 'exit')
  const closed = closeOnSignal(async (signal) => {
    // The terminal gives Ctrl+C to the child as well; a second one would make it end in haste.
    if (signal !== 'SIGINT') child.kill(signal)
    await exit
  })
  const [code] = await exit.finally(closed)
  return code ?? 1
}

/** On Windows these are scripts, and only a shell finds and runs those. */
const SCRIPTS = new Set(['npm', 'npx'])

/**
 * The arguments of `spawn`, by way of a shell where there is no other. Ours hold no quotes.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {[string, readonly string[], import('node:child_process').SpawnOptions]}
 */
export function throughShell(command, args, options, platform = process.platform) {
  if (platform !== 'win32' || !SCRIPTS.has(command)) return [command, args, options]
  const words = args.map((word) => (/\s/.test(word) ? `"${word}"` : word))
  return [[command, ...words].join(' '), [], { ...options, shell: true }]
}
