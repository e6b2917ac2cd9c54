import { expect, test } from 'vitest'
import type { Place } from '#shared/contract/places.ts'
import type { Instances } from './list-instances.ts'
import type { Machine } from './machine.ts'
import { wellKnownPlaces } from './well-known-places.ts'

const NOTHING: Instances = {
  colima: { folder: '/home/me/.colima', profiles: ['default'] },
  lima: [],
  minikube: [],
  podmanMachines: [],
  podmanConnections: [],
  setUp: new Set(),
}

test('on Linux, the sockets of this person and of the system are known', () => {
  expect(endpoints(wellKnownPlaces(linux(), NOTHING))).toEqual({
    'docker:default': 'unix:///var/run/docker.sock',
    'docker-rootless': 'unix:///run/user/1000/docker.sock',
    'docker-desktop': 'unix:///home/me/.docker/desktop/docker.sock',
    'podman-rootless': 'unix:///run/user/1000/podman/podman.sock',
    'podman-root': 'unix:///run/podman/podman.sock',
    finch: 'unix:///run/finch.sock',
    'colima:default': 'unix:///home/me/.colima/default/docker.sock',
    'colima:0.3': 'unix:///home/me/.colima/docker.sock',
    'rancher-desktop': 'unix:///home/me/.rd/docker.sock',
  })
})

test('the runtime folder of the session is believed before the usual one', () => {
  const places = wellKnownPlaces(linux({ XDG_RUNTIME_DIR: '/tmp/run' }), NOTHING)
  expect(endpoints(places)).toMatchObject({
    'docker-rootless': 'unix:///tmp/run/docker.sock',
    'podman-rootless': 'unix:///tmp/run/podman/podman.sock',
  })
})

test('inside WSL, the socket that Rancher Desktop shares is known', () => {
  const places = wellKnownPlaces(linux({ WSL_DISTRO_NAME: 'Ubuntu' }), NOTHING)
  expect(endpoints(places)).toMatchObject({
    'rancher-desktop:wsl': 'unix:///mnt/wsl/rancher-desktop/run/docker.sock',
  })
})

test('on macOS, the sockets in the home folder and in the temporary one are known', () => {
  const machine: Machine = {
    platform: 'darwin',
    home: '/Users/me',
    env: { TMPDIR: '/var/folders/x/T' },
    uid: 501,
  }
  const colima = { folder: '/Users/me/.colima', profiles: ['default'] }
  const instances = { ...NOTHING, colima, podmanMachines: ['podman-machine-default'] }
  expect(endpoints(wellKnownPlaces(machine, instances))).toEqual({
    'docker:default': 'unix:///var/run/docker.sock',
    'docker-desktop': 'unix:///Users/me/.docker/run/docker.sock',
    orbstack: 'unix:///Users/me/.orbstack/run/docker.sock',
    'podman-machine:podman-machine-default':
      'unix:///var/folders/x/T/podman/podman-machine-default-api.sock',
    'podman-machine:4': 'unix:///Users/me/.local/share/containers/podman/machine/podman.sock',
    'podman-machine:4-qemu':
      'unix:///Users/me/.local/share/containers/podman/machine/qemu/podman.sock',
    finch: 'unix:///Applications/Finch/lima/data/finch/sock/finch.sock',
    socktainer: 'unix:///Users/me/.socktainer/container.sock',
    'colima:default': 'unix:///Users/me/.colima/default/docker.sock',
    'colima:0.3': 'unix:///Users/me/.colima/docker.sock',
    'rancher-desktop': 'unix:///Users/me/.rd/docker.sock',
  })
})

test('on Windows, the pipes are known, and a Podman machine’s begins with podman', () => {
  const machine: Machine = { platform: 'win32', home: 'C:\\Users\\me', env: {}, uid: undefined }
  const instances = { ...NOTHING, podmanMachines: ['podman-machine-default', 'work'] }
  expect(endpoints(wellKnownPlaces(machine, instances))).toEqual({
    'docker:default': 'npipe:////./pipe/docker_engine',
    'docker-desktop': 'npipe:////./pipe/dockerDesktopLinuxEngine',
    'podman-machine:podman-machine-default': 'npipe:////./pipe/podman-machine-default',
    'podman-machine:work': 'npipe:////./pipe/podman-work',
  })
})

test('profiles, instances, machines and connections are places with names of their own', () => {
  const places = wellKnownPlaces(linux(), {
    colima: { folder: '/data/colima', profiles: ['default', 'work'] },
    lima: [{ name: 'docker', socket: '/home/me/.lima/docker/sock/docker.sock' }],
    minikube: [],
    podmanMachines: ['podman-machine-default', 'big'],
    podmanConnections: [{ name: 'lab', uri: 'ssh://me@lab/run/podman/podman.sock' }],
    setUp: new Set(['docker-rootless', 'docker-desktop']),
  })
  expect(places).toEqual(
    expect.arrayContaining([
      {
        id: 'colima:work',
        owner: 'colima',
        name: 'Colima (work)',
        endpoint: 'unix:///data/colima/work/docker.sock',
        instance: 'work',
      },
      {
        id: 'lima:docker',
        owner: 'lima',
        name: 'Lima (docker)',
        endpoint: 'unix:///home/me/.lima/docker/sock/docker.sock',
        instance: 'docker',
      },
      {
        id: 'podman-machine:big',
        owner: 'podman-machine',
        name: 'Podman machine (big)',
        endpoint: 'unix:///run/user/1000/podman/big-api.sock',
        instance: 'big',
      },
      {
        id: 'podman-connection:lab',
        owner: 'podman-connection',
        name: 'Podman (lab)',
        endpoint: 'ssh://me@lab/run/podman/podman.sock',
      },
      {
        id: 'docker-rootless',
        owner: 'docker-rootless',
        name: 'Docker (rootless)',
        endpoint: 'unix:///run/user/1000/docker.sock',
        instance: 'docker.service',
      },
    ]),
  )
})

test('what was never set up has no instance to start', () => {
  const machine: Machine = { platform: 'darwin', home: '/Users/me', env: {}, uid: 501 }
  const places = [...wellKnownPlaces(linux(), NOTHING), ...wellKnownPlaces(machine, NOTHING)]
  const owners = new Set(['docker-rootless', 'docker-desktop', 'podman-machine'])
  const found = places.filter(({ owner }) => owners.has(owner))
  expect(found.map(({ id, instance }) => [id, instance])).toEqual([
    ['docker-rootless', undefined],
    ['docker-desktop', undefined],
    ['docker-desktop', undefined],
    ['podman-machine:podman-machine-default', undefined],
  ])
})

test.each(['linux', 'darwin'] as const)(
  'on %s, a folder that stands for the root holds every path but those of the person',
  (platform) => {
    const env = {
      WSL_DISTRO_NAME: 'Ubuntu',
      TMPDIR: '/home/me/tmp',
      XDG_RUNTIME_DIR: '/home/me/run',
    }
    const machine: Machine = { platform, home: '/home/me', env, uid: 0, root: '/stand-in' }
    const machines = { ...NOTHING, podmanMachines: ['work'] }
    const paths = Object.values(endpoints(wellKnownPlaces(machine, machines))).map((one) =>
      one?.slice(7),
    )
    expect(paths).toContain('/stand-in/var/run/docker.sock')
    expect(paths.filter((path = '') => !/^\/(stand-in|home\/me)\//.test(path))).toEqual([])
  },
)

test.each(['linux', 'darwin', 'win32'] as const)(
  'on %s, no id and no endpoint is twice',
  (platform) => {
    const machine: Machine = { platform, home: '/home/me', env: {}, uid: 1000 }
    const places = wellKnownPlaces(machine, NOTHING)
    expect(new Set(places.map(({ id }) => id)).size).toBe(places.length)
    expect(new Set(places.map(({ endpoint }) => endpoint)).size).toBe(places.length)
  },
)

function linux(env: Machine['env'] = {}): Machine {
  return { platform: 'linux', home: '/home/me', env, uid: 1000 }
}

function endpoints(places: readonly Place[]): Record<string, string | undefined> {
  return Object.fromEntries(places.map(({ id, endpoint }) => [id, endpoint]))
}
