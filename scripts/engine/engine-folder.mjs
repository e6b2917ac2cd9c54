// @ts-check
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { removeCgroups } from './cgroup-folders.mjs'
import { removePodmanCgroups } from './podman-cgroups.mjs'
import { startTime } from './process-table.mjs'

/** Short, for a socket's path must fit into 107 bytes. */
const PREFIX = 'pilothouse-engine-'
/** Names the process that a folder belongs to. */
const OWNER = 'owner.json'

/** Where an engine keeps its images and containers. */
export const DATA = 'data'

/**
 * Makes the folder that holds all of one engine, and removes those of owners that have ended.
 * @param {string} name
 */
export async function makeEngineFolder(name) {
  await sweepEngineFolders()
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${name}-`))
  const owner = { pid: process.pid, startTime: startTime(process.pid) }
  await writeFile(join(folder, OWNER), JSON.stringify(owner))
  return folder
}

/**
 * Removes an engine's folder, and what the engine made outside it.
 * @param {string} folder
 */
export async function removeEngineFolder(folder) {
  await removeCgroups(basename(folder))
  await removePodmanCgroups(join(folder, DATA))
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

async function sweepEngineFolders() {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX))
  for (const name of names) {
    const folder = join(tmpdir(), name)
    // What cannot be removed now, or is being removed by another process, is no reason to stop.
    if (await isAbandoned(folder)) await removeEngineFolder(folder).catch(() => {})
  }
}

/** @param {string} folder */
async function isAbandoned(folder) {
  try {
    const owner = JSON.parse(await readFile(join(folder, OWNER), 'utf8'))
    return startTime(owner.pid) !== owner.startTime
  } catch {
    // Just being made by another process: what has no owner yet is not ours to remove.
    return false
  }
}
