import { aCall } from '../../electron/features/fake-world.ts'
import { expect, test } from './test.ts'
import type { Peer } from './peer.ts'

/** A clock of the engine's and ours are the same; a container is made within so long. */
const RECENT_MS = 60_000

const LOCAL_IMAGE = /^(docker\.io\/library\/)?busybox:local$/

const DETAILED_FLAGS = [
  '--label=team=shop',
  '--network-alias=web',
  '--tty',
  '--publish=127.0.0.1:18080:80',
  '--env=COLOUR=blue=ish',
  '--workdir=/tmp',
  '--user=0:0',
  '--hostname=box',
  '--restart=on-failure:2',
]

/** Lists and inspects, as our pure functions read them. */
export function testLists(): void {
  test('a container is listed with every field', async ({ peer, world }) => {
    const network = world.name('net')
    await world.docker('network', 'create', '--subnet', '10.44.7.0/24', network)
    const id = await world.run('full', {
      flags: [
        '--label=team=shop',
        `--network=${network}`,
        '--publish=127.0.0.1:18080:80',
        `--volume=${world.name('data')}:/data`,
      ],
      command: ['sleep', '1000'],
    })
    const [container] = await listed(peer, [id])
    expect(container).toEqual({
      id,
      name: world.name('full'),
      image: expect.stringMatching(LOCAL_IMAGE),
      imageId: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      command: 'sleep 1000',
      createdAt: expect.any(Number),
      state: { kind: 'running' },
      status: expect.stringMatching(/^Up /),
      ports: [{ hostIp: '127.0.0.1', hostPort: 18080, containerPort: 80, protocol: 'tcp' }],
      labels: expect.objectContaining({ team: 'shop' }),
      networks: [
        {
          name: network,
          networkId: expect.stringMatching(/^[0-9a-f]{64}$/),
          ip: expect.stringMatching(/^10\.44\.7\.\d+$/),
        },
      ],
      mounts: [
        {
          type: 'volume',
          name: world.name('data'),
          source: expect.stringMatching(/./),
          destination: '/data',
          writable: true,
        },
      ],
    })
    expect(Date.now() - (container?.createdAt ?? 0)).toBeLessThan(RECENT_MS * peer.slowdown)
  })

  test('a container is inspected with every field', async ({ peer, world }) => {
    const network = world.name('net')
    await world.docker('network', 'create', '--subnet', '10.44.7.0/24', network)
    const id = await world.run('full', {
      flags: [...DETAILED_FLAGS, `--network=${network}`, `--volume=${world.name('data')}:/data:ro`],
      command: ['sleep', '1000'],
    })
    const details = await peer.containers.inspect(peer.ref(id), aCall())
    expect(details).toMatchObject({
      id,
      name: world.name('full'),
      image: expect.stringMatching(LOCAL_IMAGE),
      imageId: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      state: { kind: 'running' },
      error: '',
      oomKilled: false,
      restartCount: 0,
      restartPolicy: 'on-failure',
      command: ['sleep', '1000'],
      workingDir: '/tmp',
      user: '0:0',
      hostname: 'box',
      tty: true,
      labels: { team: 'shop' },
      ports: [{ hostIp: '127.0.0.1', hostPort: 18080, containerPort: 80, protocol: 'tcp' }],
      mounts: [{ type: 'volume', name: world.name('data'), destination: '/data', writable: false }],
    })
    expect(details.env).toContainEqual({ name: 'COLOUR', value: 'blue=ish' })
    expect(details.endpoints).toEqual([
      {
        name: network,
        networkId: expect.stringMatching(/^[0-9a-f]{64}$/),
        ip: expect.stringMatching(/^10\.44\.7\.\d+$/),
        gateway: '10.44.7.1',
        macAddress: expect.stringMatching(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/),
        aliases: expect.arrayContaining(['web']),
      },
    ])
    for (const time of [details.createdAt, details.startedAt ?? 0]) {
      expect(Date.now() - time).toBeLessThan(RECENT_MS * peer.slowdown)
    }
    expect(details.finishedAt).toBeUndefined()
    expect(JSON.parse(details.json)).toMatchObject({ Id: id })
  })

  test('each state is told, a refused start from one that never was', async ({ peer, world }) => {
    const ids = {
      created: await world.create('created'),
      running: await world.run('running'),
      paused: await world.run('paused'),
      exited: await world.run('exited', { command: ['sh', '-c', 'exit 3'] }),
      refused: await world.create('refused', { command: ['/nope'] }),
    }
    await world.docker('pause', ids.paused)
    await world.docker('wait', ids.exited)
    await expect(world.docker('start', ids.refused)).rejects.toThrow('/nope')
    const state = async (id: string) => (await listed(peer, [id]))[0]?.state
    expect(await state(ids.created)).toEqual({ kind: 'created' })
    expect(await state(ids.running)).toEqual({ kind: 'running' })
    expect(await state(ids.paused)).toEqual({ kind: 'paused' })
    expect(await state(ids.exited)).toEqual({ kind: 'exited', exitCode: 3 })
    // Podman 4 tells only the one who asked for the start.
    const refused = peer.title === 'Podman 4.3' ? 'created' : 'failed-to-start'
    expect(await state(ids.refused)).toMatchObject({ kind: refused })
    await world.docker('unpause', ids.paused)
  })

  test('health is told, in lists where the engine does so', async ({ peer, world }) => {
    const id = await world.run('health', { image: 'health:local', command: [] })
    // Podman runs its checks by systemd's timers, and there is no systemd in a room.
    const health = peer.isPodman ? 'starting' : 'healthy'
    await expect
      .poll(async () => (await peer.containers.inspect(peer.ref(id), aCall())).state)
      .toEqual({ kind: 'running', health })
    // Its lists say nothing of a check that has not ended.
    const inList = peer.isPodman ? { kind: 'running' } : { kind: 'running', health }
    expect((await listed(peer, [id]))[0]?.state).toEqual(inList)
  })

  test('a container without a check has no health', async ({ peer, world }) => {
    const id = await world.run('plain')
    const { state } = await peer.containers.inspect(peer.ref(id), aCall())
    expect(state).toEqual({ kind: 'running' })
  })

  test('a list can be narrowed to some ids, and those that are gone are left out', async ({
    peer,
    world,
  }) => {
    const [a, b] = [await world.create('aa'), await world.create('bb')]
    await world.create('cc')
    const found = await listed(peer, [a, b, 'f'.repeat(64)])
    expect(found.map(({ id }) => id).toSorted()).toEqual([a, b].toSorted())
  })

  test('images are listed, and containers lead to theirs', async ({ peer, world }) => {
    const images = await peer.images.list({ connection: peer.connection }, aCall())
    const busybox = images.find(({ tags }) => tags.some((tag) => LOCAL_IMAGE.test(tag)))
    expect(busybox).toMatchObject({
      id: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      tags: [expect.stringMatching(LOCAL_IMAGE)],
    })
    expect(busybox?.sizeBytes).toBeGreaterThan(1_000_000)
    expect(busybox?.createdAt).toBeGreaterThan(Date.parse('2020-01-01'))
    const [container] = await listed(peer, [await world.create('box')])
    expect(container?.imageId).toBe(busybox?.id)
  })

  test('an image takes another name and loses it again', async ({ peer, world }) => {
    const name = { repository: world.name('copy'), tag: '1' }
    const images = await peer.images.list({ connection: peer.connection }, aCall())
    const { id = '' } = images.find(({ tags }) => tags.some((tag) => LOCAL_IMAGE.test(tag))) ?? {}
    await peer.images.tag({ ...peer.ref(id), ...name }, aCall())
    const list = { connection: peer.connection, ids: [id] }
    const tagOf = async () =>
      (await peer.images.list(list, aCall()))[0]?.tags.find((tag) => tag.includes(name.repository))
    const tag = await tagOf()
    expect(tag).toContain(`${name.repository}:1`)
    const removal = await peer.images.remove({ ...peer.ref(tag ?? ''), force: false }, aCall())
    expect(removal).toEqual({ untagged: [expect.stringContaining(name.repository)], deleted: [] })
    expect(await tagOf()).toBeUndefined()
  })

  test('volumes are listed, those that nobody named apart', async ({ peer, world }) => {
    const name = world.name('data')
    await world.run('box', { flags: ['--volume', '/cache'] })
    const wish = { connection: peer.connection, name, driver: 'local', labels: { team: 'shop' } }
    await peer.volumes.create(wish, aCall())
    const volumes = await peer.volumes.list({ connection: peer.connection }, aCall())
    expect(volumes.find((volume) => volume.name === name)).toEqual({
      name,
      driver: 'local',
      mountpoint: expect.stringContaining(name),
      labels: { team: 'shop' },
      anonymous: false,
      createdAt: expect.any(Number),
    })
    expect(volumes.filter(({ anonymous }) => anonymous)).toHaveLength(1)
    const inspected = await peer.volumes.inspect(peer.ref(name), aCall())
    expect(JSON.parse(inspected)).toMatchObject({ Name: name })
  })

  test('networks are listed, the engine’s own apart', async ({ peer, world }) => {
    const name = world.name('net')
    const wish = { connection: peer.connection, name, driver: 'bridge', internal: true }
    await peer.networks.create({ ...wish, subnet: '10.44.8.0/24' }, aCall())
    const networks = await peer.networks.list({ connection: peer.connection }, aCall())
    const made = networks.find((network) => network.name === name)
    expect(made).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      name,
      driver: 'bridge',
      scope: 'local',
      internal: true,
      ipv6: false,
      createdAt: expect.any(Number),
      subnets: ['10.44.8.0/24'],
      gateways: expect.any(Array),
      labels: {},
      predefined: false,
    })
    expect(Date.now() - (made?.createdAt ?? 0)).toBeLessThan(RECENT_MS * peer.slowdown)
    expect(networks.some(({ predefined, driver }) => predefined && driver === 'bridge')).toBe(true)
    const inspected = await peer.networks.inspect(peer.ref(made?.id ?? ''), aCall())
    expect(JSON.parse(inspected)).toMatchObject({ Name: name })
  })
}

function listed(peer: Peer, ids: string[]) {
  return peer.containers.list({ connection: peer.connection, ids }, aCall())
}
