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
  return childrenOf(parent)[0]
}

/**
 * The processes that a process has started and that have not ended.
 * @param {number} parent
 */
export function childrenOf(parent) {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const isChild = (/** @type {string[] | undefined} */ stat) =>
    stat?.[PARENT] === String(parent) && stat[STATE] !== 'Z'
  return pids.filter((pid) => isChild(readStat(pid))).map(Number)
}

/**
 * All that a process has started, and what that has started.
 * @param {number} root
 * @returns {readonly number[]}
 */
export function descendantsOf(root) {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => [Number(pid), Number(readStat(pid)?.[PARENT])]),
  )
  const isBelow = (/** @type {number | undefined} */ pid) => {
    for (let at = pid; at; at = parents.get(at)) if (at === root) return true
    return false
  }
  return [...parents.keys()].filter((pid) => isBelow(parents.get(pid)))
}

/**
 * The program and arguments of a process; none of one that has ended.
 * @param {number} pid
 */
export function commandLineOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1)
  } catch {
    return []
  }
}
