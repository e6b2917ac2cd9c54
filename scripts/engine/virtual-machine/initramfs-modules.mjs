// @ts-check
import { basename } from 'node:path'

/**
 * Reads what `modprobe --show-depends` prints: one `insmod FILE` a line, in the order in which
 * they are to be loaded. Each is given a name that keeps that order.
 * @param {string} steps
 * @returns {readonly { source: string, target: string }[]}
 */
export function initramfsModules(steps) {
  const files = [...steps.matchAll(/^insmod (\S+)/gm)].map(([, file = '']) => file)
  return [...new Set(files)].map((source, index) => ({
    source,
    target: `${String(index).padStart(2, '0')}-${basename(source)}`,
  }))
}
