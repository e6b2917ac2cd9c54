// @ts-check
import { rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { DATA } from './engine-folder.mjs'

/**
 * @typedef {object} Daemon how an engine's program is run, with everything in one folder
 * @property {string} program
 * @property {(folder: string, host: string) => Promise<Launch>} prepare before each start;
 *   host: `unix://` and the socket that it is to be reached on
 * @property {(folder: string) => NodeJS.ProcessEnv} env
 * @property {string} [appHost] where the app is to reach it instead of that socket, by the `ssh`
 *   that is in `bin` of the folder
 *
 * @typedef {object} Launch
 * @property {readonly string[]} arguments
 * @property {() => Promise<void>} [connect] once the program runs, where it does not make the
 *   socket itself
 */

/** @type {Daemon} */
export const DOCKERD = {
  program: 'dockerd',
  async prepare(folder, host) {
    await writeFile(join(folder, 'daemon.json'), '{}')
    // A killed engine leaves it, and its number may be another process's by now.
    await rm(join(folder, 'dockerd.pid'), { force: true })
    const options = {
      'config-file': join(folder, 'daemon.json'), // Else it reads this machine's.
      'data-root': join(folder, DATA),
      'exec-root': join(folder, 'exec'),
      pidfile: join(folder, 'dockerd.pid'),
      host,
      'cgroup-parent': `/${basename(folder)}`,
      'exec-opt': 'native.cgroupdriver=cgroupfs', // systemd's needs its bus, in /run.
      'max-download-attempts': '1', // Else a registry that went away is asked for a minute.
      debug: 'true', // Serves the profiles under /debug/pprof.
    }
    return { arguments: Object.entries(options).map(([name, value]) => `--${name}=${value}`) }
  },
  env: () => ({}),
}
