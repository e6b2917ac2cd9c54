// @ts-check
import { rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { DATA } from './engine-folder.mjs'

/**
 * @typedef {object} Daemon how an engine's program is run, with everything in one folder
 * @property {string} program
 * @property {(folder: string) => Promise<void>} prepare before each start
 * @property {(folder: string, host: string) => readonly string[]} arguments
 *   host: `unix://` and the socket that it is to listen on
 * @property {(folder: string) => NodeJS.ProcessEnv} env
 */

/** @type {Daemon} */
export const DOCKERD = {
  program: 'dockerd',
  async prepare(folder) {
    await writeFile(join(folder, 'daemon.json'), '{}')
    // A killed engine leaves it, and its number may be another process's by now.
    await rm(join(folder, 'dockerd.pid'), { force: true })
  },
  arguments(folder, host) {
    const options = {
      'config-file': join(folder, 'daemon.json'), // Else it reads this machine's.
      'data-root': join(folder, DATA),
      'exec-root': join(folder, 'exec'),
      pidfile: join(folder, 'dockerd.pid'),
      host,
      'cgroup-parent': `/${basename(folder)}`,
      'exec-opt': 'native.cgroupdriver=cgroupfs', // systemd's needs its bus, in /run.
      debug: 'true', // Serves the profiles under /debug/pprof.
    }
    return Object.entries(options).map(([name, value]) => `--${name}=${value}`)
  },
  env: () => ({}),
}
