import { aCall, createFakeSink } from '../../electron/features/fake-world.ts'
import type { RunProgress } from '#shared/contract/running.ts'
import { parseRunLine } from '#shared/run-spec/line/parse-run-line.ts'
import { plainSpec, type RunSpec } from '#shared/run-spec/run-spec.ts'
import { holdings } from './recreate.ts'
import type { Peer } from './peer.ts'
import { expect, test } from './test.ts'

/** How a container is made and started from a spec, and what is told of it before. */
export function testRunning(): void {
  test('a container runs as its spec says, in all its networks', async ({ peer, world }) => {
    const [front, back] = [world.name('front'), world.name('back')]
    for (const network of [front, back]) await world.docker('network', 'create', network)
    const spec = specOf(
      `docker run -d --name ${world.name('web')} --network ${front} --network-alias shop
       --env MODE=trial --label trial=yes --workdir /tmp busybox:local sleep 1000`,
    )
    const withTwo: RunSpec = {
      ...spec,
      networks: [
        ...spec.networks,
        { name: back, aliases: ['behind'], linkLocalIps: [], driverOpts: {} },
      ],
    }
    const progress = await run(peer, withTwo)
    expect(progress.map(({ kind }) => kind)).toEqual(['creating', 'starting', 'done'])
    expect(progress.at(-1)).toMatchObject({ kind: 'done', name: world.name('web') })
    expect(await world.inspect('web', '{{.State.Running}} {{.Config.WorkingDir}}')).toBe(
      'true /tmp',
    )
    const networks = await world.inspect('web', '{{json .NetworkSettings.Networks}}')
    expect(JSON.parse(networks)).toMatchObject({
      [front]: { Aliases: expect.arrayContaining(['shop']) },
      [back]: { Aliases: expect.arrayContaining(['behind']) },
    })
  })

  test('a start that is refused leaves no container and no volume behind', async ({
    peer,
    world,
  }) => {
    const before = await holdings(peer)
    const spec = specOf(
      `docker run -d --name ${world.name('web')} -v /data busybox:local /no/such/program`,
    )
    await expect(run(peer, spec)).rejects.toThrow(
      new RegExp(`^Cannot (start|create) container "${world.name('web')}": .*/no/such/program`),
    )
    expect(await holdings(peer)).toEqual(before)
  })

  test('a start that is refused leaves a volume that it was given, named or not', async ({
    peer,
    world,
  }) => {
    const volume = await world.docker('volume', 'create', 'ab'.repeat(32))
    try {
      const spec = specOf(
        `docker run -d --name ${world.name('web')} -v ${volume}:/data busybox:local /no/such/program`,
      )
      await expect(run(peer, spec)).rejects.toThrow('/no/such/program')
      expect((await world.docker('volume', 'ls', '-q')).split('\n')).toContain(volume)
    } finally {
      await world.docker('volume', 'rm', volume)
    }
  })

  test('a network that is missing leaves no container behind', async ({ peer, world }) => {
    const before = await holdings(peer)
    const name = world.name('web')
    const spec = specOf(
      `docker run -d --name ${name} --network ${world.name('none')} busybox:local`,
    )
    await expect(run(peer, spec)).rejects.toMatchObject({
      code: 'not-found',
      engineMessage: expect.stringContaining(world.name('none')),
    })
    expect(await holdings(peer)).toEqual(before)
  })

  test('an image that is missing and must not be pulled is said to be missing', async ({
    peer,
    world,
  }) => {
    const spec = specOf(`docker run -d --pull never --name ${world.name('web')} nowhere/nothing:1`)
    await expect(run(peer, spec)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('what stands in the way is told before', async ({ peer, world }) => {
    const id = await world.run('taken', { flags: ['--publish', '127.0.0.1:18765:80'] })
    const spec = specOf(
      `docker run -d --name ${world.name('taken')} --publish 18765:80 --network ${world.name('net')}
       --volume ${world.name('data')}:/data nowhere/nothing:1`,
    )
    const obstacles = await peer.containers.obstacles(
      { connection: peer.connection, spec },
      aCall(),
    )
    expect(obstacles).toEqual([
      { kind: 'name-taken', id, state: 'running' },
      { kind: 'image-missing' },
      { kind: 'network-missing', network: world.name('net') },
      { kind: 'volume-missing', volume: world.name('data') },
      {
        kind: 'port-taken',
        hostPort: 18765,
        protocol: 'tcp',
        container: { id, name: world.name('taken') },
      },
    ])
  })

  test('nothing stands in the way of what is free', async ({ peer, world }) => {
    const spec = specOf(`docker run -d --name ${world.name('free')} -v /tmp:/t busybox:local`)
    const question = { connection: peer.connection, spec }
    expect(await peer.containers.obstacles(question, aCall())).toEqual([])
  })
}

function specOf(line: string): RunSpec {
  const { spec, problems } = parseRunLine(line.replaceAll(/\s+/g, ' '))
  expect(problems).toEqual([])
  return { ...plainSpec(spec.image), ...spec }
}

/** Runs it, and answers with all that was told. */
async function run(peer: Peer, spec: RunSpec): Promise<readonly RunProgress[]> {
  const { sink, values } = createFakeSink<RunProgress>()
  await peer.containers.run({ connection: peer.connection, spec, start: true }, sink)
  return values
}
