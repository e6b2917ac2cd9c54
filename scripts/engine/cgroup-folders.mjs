// @ts-check
import { existsSync } from 'node:fs'
import { readdir, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const CGROUP_ROOT = '/sys/fs/cgroup'
/** The kernel empties the folder of an ended process a moment after its end. */
const EMPTIED_MS = 3000
/** The same where it may be another engine that is still in it. */
const SHARED_EMPTIED_MS = 500
const RETRY_MS = 20

/**
 * Removes the cgroup folders that an engine made under its cgroup parent.
 * Its processes have been killed before.
 * @param {string} parent relative to the root
 */
export async function removeCgroups(parent) {
  const deadline = Date.now() + EMPTIED_MS
  for (const folder of await foldersOf(parent)) await removeTree(folder, deadline)
}

/**
 * Removes a cgroup folder that several engines share, unless one of them still uses it.
 * @param {string} parent relative to the root
 */
export async function removeUnusedCgroups(parent) {
  const deadline = Date.now() + SHARED_EMPTIED_MS
  for (const folder of await foldersOf(parent))
    await removeEmptied(folder, deadline).catch(() => {})
}

/** @param {string} parent */
async function foldersOf(parent) {
  const controllers = await readdir(CGROUP_ROOT)
  // Version 1 has a tree a controller, the freezer's to be dealt with first; version 2 one for all.
  return ['freezer', ...controllers, '.'].map((name) => join(CGROUP_ROOT, name, parent))
}

/** @param {string} folder @param {number} deadline */
async function removeTree(folder, deadline) {
  if (!existsSync(folder)) return
  await thaw(folder)
  const entries = await readdir(folder, { withFileTypes: true })
  for (const entry of entries) {
    if (entry.isDirectory()) await removeTree(join(folder, entry.name), deadline)
  }
  await removeEmptied(folder, deadline)
}

/**
 * In version 1, the processes of a paused container do not even die before they are thawed.
 * @param {string} folder
 */
async function thaw(folder) {
  const state = join(folder, 'freezer.state')
  if (existsSync(state)) await writeFile(state, 'THAWED')
}

/** @param {string} folder @param {number} deadline */
async function removeEmptied(folder, deadline) {
  for (;;) {
    try {
      return await rmdir(folder)
    } catch (error) {
      if (!existsSync(folder)) return
      if (Date.now() > deadline) throw error
      await delay(RETRY_MS)
    }
  }
}
