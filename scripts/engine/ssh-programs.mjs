// @ts-check
import { buildOnce } from '../setup/cache-folder.mjs'
import {
  environmentOf,
  release,
  requireRootAndApt,
  unpackPackages,
} from '../setup/unpacked-packages.mjs'

/** The client is there on most machines, and the tests are to run on all. */
const PACKAGES = ['openssh-server', 'openssh-client']
/** Counts the changes to what is unpacked, so that a cached one of before is not used. */
const RECIPE = 1

/**
 * Returns OpenSSH, server and client, unpacked beside the system and not installed in it: an
 * installed server would start to listen.
 * @returns {Promise<{ folder: string, env: { PATH: string, LD_LIBRARY_PATH: string } }>}
 */
export async function prepareSshPrograms() {
  requireRootAndApt('An ssh server for tests')
  const folder = await buildOnce(`openssh-${release()}-${RECIPE}`, (draft) =>
    unpackPackages(draft, { packages: PACKAGES, purpose: 'OpenSSH' }),
  )
  return { folder, env: environmentOf(folder) }
}
