// @ts-check
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { removeCgroups, removeUnusedCgroups } from './cgroup-folders.mjs'

/** All Podmans of a machine share these two; no setting changes that. */
const PARENT = 'libpod_parent'
const MONITORS = `${PARENT}/conmon`

/**
 * Removes the cgroup folders of a Podman's containers; its processes have been killed before.
 * @param {string} data the folder of its images and containers; no Podman's is fine too
 */
export async function removePodmanCgroups(data) {
  const containers = join(data, 'overlay-containers')
  if (!existsSync(containers)) return
  for (const id of await readdir(containers)) await removeCgroups(`${PARENT}/libpod-${id}`)
  await removeUnusedCgroups(MONITORS)
  await removeUnusedCgroups(PARENT)
}
