// @ts-check
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Clock ticks a second: the same on every Linux that we know. */
const TICKS_PER_S = 100

/** Fields of `/proc/<pid>/stat` behind the name, counted from 0. */
const AT = { parent: 1, user: 11, system: 12 }

/** Every process, its parent and the seconds of CPU that it has used. */
function processTable() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = readOrNothing(() => readFileSync(`/proc/${name}/stat`, 'utf8'))
      const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (!fields) return []
      const ticks = Number(fields[AT.user]) + Number(fields[AT.system])
      return { pid: Number(name), parent: Number(fields[AT.parent]), seconds: ticks / TICKS_PER_S }
    })
}

/** A process and all that it started, directly or not. @param {number} root @returns {Set<number>} */
export function familyOf(root) {
  const table = processTable()
  const family = new Set([root])
  for (let before = 0; before < family.size;) {
    before = family.size
    for (const { pid, parent } of table) if (family.has(parent)) family.add(pid)
  }
  return family
}

/** All processes in the room of an engine, its containers included. @param {string} folder the engine's */
export function roomOf(folder) {
  const here = spaceOf(process.pid)
  const commandOf = (/** @type {number} */ pid) =>
    readOrNothing(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? ''
  const isDaemon = (/** @type {number} */ pid) =>
    commandOf(pid).includes(folder) && spaceOf(pid) !== here
  const pids = processTable().map(({ pid }) => pid)
  const daemon = pids.find(isDaemon)
  if (daemon === undefined) throw new Error('The engine has no process')
  const space = spaceOf(daemon)
  return new Set(pids.filter((pid) => spaceOf(pid) === space))
}

/** Seconds of CPU that these have used so far. @param {ReadonlySet<number>} pids */
export function cpuSeconds(pids) {
  return processTable()
    .filter(({ pid }) => pids.has(pid))
    .reduce((sum, { seconds }) => sum + seconds, 0)
}

/** @param {number} pid */
function spaceOf(pid) {
  return readOrNothing(() => readlinkSync(`/proc/${pid}/ns/pid`))
}

/** Processes come and go while one looks. @template T @param {() => T} read */
function readOrNothing(read) {
  try {
    return read()
  } catch {
    return undefined
  }
}
