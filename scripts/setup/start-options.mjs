// @ts-check
import { parseArgs } from 'node:util'
import { SetupError } from './say.mjs'

const THEMES = ['light', 'dark']

/**
 * @typedef {object} StartOptions
 * @property {boolean} demo
 * @property {string} [screenshot]
 * @property {'light' | 'dark'} [theme]
 */

/**
 * What `npm start` is asked for. What it would have to ignore is refused.
 * @param {readonly string[]} args
 * @returns {StartOptions}
 */
export function parseStartOptions(args) {
  const values = parse(args)
  const { theme, screenshot } = values
  if (theme !== undefined && !THEMES.includes(theme)) {
    throw new SetupError(`--theme is one of ${THEMES.join(', ')}, not "${theme}".`)
  }
  if (theme !== undefined && !screenshot) {
    throw new SetupError('--theme is that of the picture: it needs --screenshot FILE.')
  }
  return /** @type {StartOptions} */ (values)
}

/** @param {readonly string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        demo: { type: 'boolean', default: false },
        screenshot: { type: 'string' },
        theme: { type: 'string' },
      },
    }).values
  } catch (error) {
    throw new SetupError(`${/** @type {Error} */ (error).message}`)
  }
}
