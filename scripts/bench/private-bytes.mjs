// @ts-check
import { readFileSync } from 'node:fs'

const KIB = 1024
export const MIB = KIB * KIB

/** What a process has for itself. @param {number} pid */
export function privateBytes(pid) {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  const kib = [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm)]
  return kib.reduce((sum, [, value]) => sum + Number(value) * KIB, 0)
}
