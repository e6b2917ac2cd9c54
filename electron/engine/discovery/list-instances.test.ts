import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listInstances } from './list-instances.ts'
import type { Machine } from './machine.ts'

let home: string
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'pilothouse-home-'))))
afterEach(() => rmSync(home, { recursive: true }))

test('an empty home has the one Colima profile that can always be started, and nothing else', async () => {
  expect(await listInstances(linux())).toMatchObject({
    colima: { folder: join(home, '.colima'), profiles: ['default'] },
    lima: [],
    minikube: [],
    podmanMachines: [],
    podmanConnections: [],
  })
})

test('Colima’s profiles are its folders, but for those that it keeps for itself', async () => {
  write('.colima/default/colima.yaml')
  write('.colima/work/colima.yaml')
  write('.colima/_lima/colima/lima.yaml')
  write('.colima/ssh_config')
  const { colima } = await listInstances(linux())
  expect(colima).toEqual({ folder: join(home, '.colima'), profiles: ['default', 'work'] })
})

test('Colima’s folder is the first one that exists, as for Colima itself', async () => {
  write('.config/colima/default/colima.yaml')
  expect((await listInstances(linux())).colima.folder).toBe(join(home, '.config/colima'))
  write('.colima/default/colima.yaml')
  expect((await listInstances(linux())).colima.folder).toBe(join(home, '.colima'))
  write('elsewhere/default/colima.yaml')
  const moved = linux({ COLIMA_HOME: join(home, 'elsewhere') })
  expect((await listInstances(moved)).colima.folder).toBe(join(home, 'elsewhere'))
})

test('a name that a program would take for an option is no profile', async () => {
  write('.colima/--force/colima.yaml')
  expect((await listInstances(linux())).colima.profiles).toEqual(['default'])
})

test('of Lima’s instances, those count that forward an engine’s socket, running or not', async () => {
  write('.lima/docker/lima.yaml', 'portForwards:\n- hostSocket: "{{.Dir}}/sock/docker.sock"\n')
  write('.lima/pod/lima.yaml', 'images: []\n')
  write('.lima/pod/sock/podman.sock')
  write('.lima/plain/lima.yaml', 'images: []\n')
  write('.lima/_config/user')
  expect((await listInstances(linux())).lima).toEqual([
    { name: 'docker', socket: join(home, '.lima/docker/sock/docker.sock') },
    { name: 'pod', socket: join(home, '.lima/pod/sock/podman.sock') },
  ])
})

test('Podman’s machines are named once, of whatever kind their VM is', async () => {
  write('.config/containers/podman/machine/qemu/podman-machine-default.json', '{}')
  write('.config/containers/podman/machine/qemu/podman-machine-default.ign', '{}')
  write('.config/containers/podman/machine/applehv/podman-machine-default.json', '{}')
  write('.config/containers/podman/machine/applehv/work.json', '{}')
  const { podmanMachines } = await listInstances(linux())
  expect(podmanMachines).toEqual(['podman-machine-default', 'work'])
})

test('Podman’s connections are those that a person made, not those of its machines', async () => {
  const Connections = {
    lab: { URI: 'ssh://me@lab/run/podman/podman.sock', Identity: '/keys/lab' },
    local: { URI: 'unix:///run/podman/podman.sock' },
    tls: { URI: 'tcp://lab:2376', TLSCA: '/tls/ca.pem', TLSCert: '/tls/cert.pem', TLSKey: '' },
    broken: { URI: 7 },
    machine: { URI: 'ssh://core@127.0.0.1:5000/run/podman.sock', IsMachine: true },
  }
  const file = JSON.stringify({ Connection: { Default: 'lab', Connections } })
  write('.config/containers/podman-connections.json', file)
  expect((await listInstances(linux())).podmanConnections).toEqual([
    { name: 'lab', uri: 'ssh://me@lab/run/podman/podman.sock', identity: '/keys/lab' },
    { name: 'local', uri: 'unix:///run/podman/podman.sock' },
    { name: 'tls', uri: 'tcp://lab:2376', tls: { ca: '/tls/ca.pem', cert: '/tls/cert.pem' } },
  ])
  write('moved.json', file)
  rmSync(join(home, '.config'), { recursive: true })
  const moved = linux({ PODMAN_CONNECTIONS_CONF: join(home, 'moved.json') })
  expect((await listInstances(moved)).podmanConnections).toHaveLength(3)
})

test.each(['', '{', '[]', '{"Connection":null}', '{"Connection":{"Connections":{"a":7}}}'])(
  'a podman-connections.json of %j is taken for one without entries',
  async (text) => {
    write('.config/containers/podman-connections.json', text)
    expect((await listInstances(linux())).podmanConnections).toEqual([])
  },
)

test('rootless Docker is set up once its unit is there', async () => {
  expect((await listInstances(linux())).setUp.has('docker-rootless')).toBe(false)
  write('.config/systemd/user/docker.service')
  expect((await listInstances(linux())).setUp.has('docker-rootless')).toBe(true)
})

test('what was set up for all people is looked for under the folder that stands for the root', async () => {
  write('opt/docker-desktop/bin/com.docker.backend')
  const { setUp } = await listInstances({ ...linux(), root: home })
  expect(setUp.has('docker-desktop')).toBe(true)
})

function linux(env: Machine['env'] = {}): Machine {
  return { platform: 'linux', home, env, uid: 1000 }
}

function write(path: string, text = ''): void {
  mkdirSync(dirname(join(home, path)), { recursive: true })
  writeFileSync(join(home, path), text)
}
