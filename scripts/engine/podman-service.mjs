// @ts-check
import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DATA } from './engine-folder.mjs'

/** Podman asks for this many processes a container, which a machine may not allow. */
const MAX_PROCESSES = 32_768

/** Podman's service, which answers Docker's API. @type {import('./dockerd.mjs').Daemon} */
export const PODMAN_SERVICE = {
  program: 'podman',
  async prepare(folder, host) {
    await writeFile(settingsFile(folder), settings())
    await writeFile(registriesFile(folder), REGISTRIES)
    const options = {
      root: join(folder, DATA),
      runroot: join(folder, 'run'),
      tmpdir: join(folder, 'tmp'),
      'cgroup-manager': 'cgroupfs', // systemd's needs its bus, in /run.
      'events-backend': 'file', // The other one is systemd's journal.
      'storage-driver': 'overlay',
    }
    const flags = Object.entries(options).map(([name, value]) => `--${name}=${value}`)
    return { arguments: [...flags, 'system', 'service', '--time=0', host] }
  },
  env: (folder) => ({
    CONTAINERS_CONF: settingsFile(folder),
    CONTAINERS_REGISTRIES_CONF: registriesFile(folder),
    PODMAN_IGNORE_CGROUPSV1_WARNING: '1',
  }),
}

/** @param {string} folder */
function settingsFile(folder) {
  return join(folder, 'containers.conf')
}

/** @param {string} folder */
function registriesFile(folder) {
  return join(folder, 'registries.conf')
}

/** Docker asks for no TLS on loopback, Podman does. */
const REGISTRIES = `[[registry]]
location = "127.0.0.1:5002"
insecure = true
`

/** What its packages' defaults need and a room does not have, or this machine may not allow. */
function settings() {
  return `[containers]
default_ulimits = ["nofile=${maxOpenFiles()}", "nproc=${MAX_PROCESSES}:${MAX_PROCESSES}"]
[network]
network_backend = "netavark"
[engine]
runtime = "runc"
`
}

/** Where we may not raise the limit, neither may Podman. */
function maxOpenFiles() {
  const hard = execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).trim()
  return `${hard}:${hard}`
}
