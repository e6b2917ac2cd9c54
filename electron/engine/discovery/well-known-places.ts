import type { Place } from '#shared/contract/places.ts'
import type { Instances } from './list-instances.ts'
import { runtimeFolder, systemPath, type Machine } from './machine.ts'

/** The name that Podman gives to a machine without one. */
const DEFAULT_PODMAN_MACHINE = 'podman-machine-default'

/**
 * Every socket and pipe where an engine may be on this machine, each once.
 *
 * Not those that only a program can tell of (`askMinikube`, `askWsl`). Docker Desktop's pipe for Windows containers is not documented.
 */
export function wellKnownPlaces(machine: Machine, instances: Instances): readonly Place[] {
  return [...placesOf(machine, instances), ...podmanConnections(instances)]
}

function placesOf(machine: Machine, instances: Instances): readonly Place[] {
  switch (machine.platform) {
    case 'win32':
      return windowsPlaces(instances)
    case 'darwin':
      return [...macPlaces(machine, instances), ...vmPlaces(machine, instances)]
    default:
      return [...linuxPlaces(machine, instances), ...vmPlaces(machine, instances)]
  }
}

/** The default pipe is Docker Desktop's, Rancher Desktop's or Podman's: whoever came first. */
function windowsPlaces({ podmanMachines, setUp }: Instances): readonly Place[] {
  const desktop = setUp.has('docker-desktop') ? 'Docker Desktop' : undefined
  return [
    pipe('docker:default', 'docker', 'Docker (default pipe)', 'docker_engine'),
    pipe('docker-desktop', 'docker-desktop', 'Docker Desktop', 'dockerDesktopLinuxEngine', desktop),
    ...podmanMachinePlaces(podmanMachines, (id, name, machine, instance) =>
      pipe(id, 'podman-machine', name, podmanPipe(machine), instance),
    ),
  ]
}

function podmanPipe(machine: string): string {
  return machine.startsWith('podman') ? machine : `podman-${machine}`
}

function macPlaces(machine: Machine, instances: Instances): readonly Place[] {
  const { home, env } = machine
  const { setUp } = instances
  const desktop = setUp.has('docker-desktop') ? 'Docker' : undefined
  const finch = setUp.has('finch') ? 'finch' : undefined
  const podman4 = `${env['XDG_DATA_HOME'] || `${home}/.local/share`}/containers/podman/machine`
  const docker = `${home}/.docker/run/docker.sock`
  const finchSocket = '/Applications/Finch/lima/data/finch/sock/finch.sock'
  const system = (path: string) => systemPath(machine, path)
  const apple = `${home}/.socktainer/container.sock`
  return [
    // On macOS this is a link of whichever program had the right to make it.
    unix('docker:default', 'docker', 'Docker (default socket)', system('/var/run/docker.sock')),
    unix('docker-desktop', 'docker-desktop', 'Docker Desktop', docker, desktop),
    unix('orbstack', 'orbstack', 'OrbStack', `${home}/.orbstack/run/docker.sock`),
    ...unixPodmanMachines(instances, env['TMPDIR'] || '/tmp'),
    // Podman 4 ran one machine at a time, at these places: of several nobody knows which.
    ...(instances.podmanMachines.length === 1 ? instances.podmanMachines : []).flatMap(
      (machine) => [
        unix('podman-machine:4', 'podman-machine', 'Podman 4', `${podman4}/podman.sock`, machine),
        unix(
          'podman-machine:4-qemu',
          'podman-machine',
          'Podman 4',
          `${podman4}/qemu/podman.sock`,
          machine,
        ),
      ],
    ),
    unix('finch', 'finch', 'Finch', system(finchSocket), finch),
    unix('socktainer', 'socktainer', 'Apple container (socktainer)', apple),
  ]
}

function linuxPlaces(machine: Machine, instances: Instances): readonly Place[] {
  const { home, env, uid } = machine
  const { setUp } = instances
  const runtime = runtimeFolder(machine)
  const system = (path: string) => systemPath(machine, path)
  const docker = system('/var/run/docker.sock')
  const rootless = setUp.has('docker-rootless') ? 'docker.service' : undefined
  const desktop = setUp.has('docker-desktop') ? 'docker-desktop.service' : undefined
  const desktopSocket = `${home}/.docker/desktop/docker.sock`
  const podman = `${runtime}/podman/podman.sock`
  const podmanRoot = system('/run/podman/podman.sock')
  const rancherInWsl = system('/mnt/wsl/rancher-desktop/run/docker.sock')
  return [
    unix('docker:default', 'docker', 'Docker Engine', docker, 'docker.service'),
    unix(
      'docker-rootless',
      'docker-rootless',
      'Docker (rootless)',
      `${runtime}/docker.sock`,
      rootless,
    ),
    unix('docker-desktop', 'docker-desktop', 'Docker Desktop', desktopSocket, desktop),
    unix('podman-rootless', 'podman-rootless', 'Podman', podman, 'podman.socket'),
    unix('podman-root', 'podman-root', 'Podman (root)', podmanRoot, 'podman.socket'),
    // Podman needs no machine here: only one that somebody made is worth a place.
    ...(instances.podmanMachines.length > 0
      ? unixPodmanMachines(instances, uid === 0 ? system('/run') : runtime)
      : []),
    unix('finch', 'finch', 'Finch', system('/run/finch.sock'), 'finch.socket'),
    // Docker Desktop gives itself the default socket of the distributions that it serves.
    ...(env['WSL_DISTRO_NAME']
      ? [unix('rancher-desktop:wsl', 'rancher-desktop', 'Rancher Desktop', rancherInWsl)]
      : []),
  ]
}

/** The engines in VMs that are the same on macOS and on Linux. */
function vmPlaces({ home }: Machine, { colima, lima }: Instances): readonly Place[] {
  return [
    ...colima.profiles.map((profile) => {
      const socket = `${colima.folder}/${profile}/docker.sock`
      return unix(
        `colima:${profile}`,
        'colima',
        named('Colima', profile, 'default'),
        socket,
        profile,
      )
    }),
    unix('colima:0.3', 'colima', 'Colima 0.3', `${home}/.colima/docker.sock`),
    ...lima.map(({ name, socket }) =>
      unix(`lima:${name}`, 'lima', named('Lima', name), socket, name),
    ),
    unix('rancher-desktop', 'rancher-desktop', 'Rancher Desktop', `${home}/.rd/docker.sock`),
  ]
}

function unixPodmanMachines({ podmanMachines }: Instances, runtime: string): readonly Place[] {
  return podmanMachinePlaces(podmanMachines, (id, name, machine, instance) =>
    unix(id, 'podman-machine', name, `${runtime}/podman/${machine}-api.sock`, instance),
  )
}

/** Without a machine, the place of the one that `podman machine init` would make. */
function podmanMachinePlaces(
  machines: readonly string[],
  toPlace: (id: string, name: string, machine: string, instance?: string) => Place,
): readonly Place[] {
  const all = machines.length > 0 ? machines : [DEFAULT_PODMAN_MACHINE]
  return all.map((machine) => {
    const name = named('Podman machine', machine, DEFAULT_PODMAN_MACHINE)
    const instance = machines.includes(machine) ? machine : undefined
    return toPlace(`podman-machine:${machine}`, name, machine, instance)
  })
}

function podmanConnections({ podmanConnections }: Instances): readonly Place[] {
  return podmanConnections.map(({ name, uri, ...proofs }) => ({
    ...toPlace(`podman-connection:${name}`, 'podman-connection', named('Podman', name), uri),
    ...proofs,
  }))
}

function named(owner: string, instance: string, unnamed?: string): string {
  return instance === unnamed ? owner : `${owner} (${instance})`
}

function unix(
  id: string,
  owner: Place['owner'],
  name: string,
  path: string,
  instance?: string,
): Place {
  return toPlace(id, owner, name, `unix://${path}`, instance)
}

function pipe(
  id: string,
  owner: Place['owner'],
  name: string,
  pipeName: string,
  instance?: string,
): Place {
  return toPlace(id, owner, name, `npipe:////./pipe/${pipeName}`, instance)
}

function toPlace(
  id: string,
  owner: Place['owner'],
  name: string,
  endpoint: string,
  instance?: string,
): Place {
  return { id, owner, name, endpoint, ...(instance !== undefined && { instance }) }
}
