// @ts-check
import { readFileSync, readdirSync } from 'node:fs'

/** Where `/proc/PID/stat` holds these, counted after the program's name (proc_pid_stat(5)). */
const STATE = 0
const PARENT = 1
const START_TIME = 19

/** @param {number | string} pid */
function readStat(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

/**
 * When a process started, in the kernel's own ticks; with its number it names one process for
 * ever, where the number alone is given again. None for one that has ended.
 * @param {number} pid
 */
export function startTime(pid) {
  const stat = readStat(pid)
  return stat && stat[STATE] !== 'Z' ? stat[START_TIME] : undefined
}

/**
 * The one child of a process.
 * @param {number} parent
 */
export function childOf(parent) {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const child = pids.find((pid) => readStat(pid)?.[PARENT] === String(parent))
  return child === undefined ? undefined : Number(child)
}
