import type { RecreateProgress } from '#shared/contract/recreating.ts'
import type { RunSpec } from '#shared/run-spec/run-spec.ts'
import type { PrivateEngine } from '../../scripts/engine/private-engine.mjs'
import { createEngines, type Engines } from '../../electron/engine/index.ts'
import {
  containerHandlers,
  createTrash,
  type Trash,
} from '../../electron/features/containers/index.ts'
import { aCall, createFakeSink } from '../../electron/features/fake-world.ts'
import type { World } from '../world.ts'
import { expect, test } from './fault-engine.ts'

const CONNECTION = 'DOCKER_HOST'

/** An engine that was killed is back after a second or two, and then things are put right. */
const RECOVERED = { timeout: 60_000 }

test.describe('the old container is there, with its data, when', () => {
  test('the new one cannot start', async ({ engine, world }) => {
    const stage = await setUp(engine, world)
    const error = await stage.fail({ cmd: ['/no/such/program'], entrypoint: [] })
    expect(error).toMatch(
      /^Cannot recreate container ".*-web": .*\/no\/such\/program.*put back as it was$/,
    )
    await stage.expectAsBefore()
  })

  test('the new one ends at once, and says why', async ({ engine, world }) => {
    const stage = await setUp(engine, world)
    const cmd = ['sh', '-c', 'echo no licence; exit 3']
    const error = await stage.fail({ cmd, restartPolicy: { name: 'no' } })
    expect(error).toMatch(/the new one ended after \d+ s with exit code 3.*put back/)
    await stage.expectAsBefore()
  })

  test('the new one is unhealthy', async ({ engine, world }) => {
    const stage = await setUp(engine, world)
    const second = 1e9
    const healthcheck = { test: ['CMD', 'false'], interval: second, timeout: second, retries: 1 }
    const error = await stage.fail({ healthcheck })
    expect(error).toMatch(/the new one is unhealthy.*put back/)
    await stage.expectAsBefore()
  })

  test('its port is taken', async ({ engine, world }) => {
    const stage = await setUp(engine, world)
    await world.run('thief', { flags: ['--publish', '127.0.0.1:18099:80'] })
    const port = { hostIp: '127.0.0.1', hostPort: '18099', containerPort: 80, protocol: 'tcp' }
    const error = await stage.fail({ portBindings: [port] })
    expect(error).toMatch(/18099.*put back as it was$/)
    await stage.expectAsBefore()
  })

  test('its image is not there', async ({ engine, world }) => {
    const stage = await setUp(engine, world)
    expect(await stage.fail({ image: 'no/such:image', pull: 'never' })).toMatch(/no image/)
    await stage.expectAsBefore()
    // Nothing had to be put back: it ran on.
    expect(stage.kinds()).toEqual(['creating'])
  })

  test('the person takes it back', async ({ engine, world }) => {
    const stage = await setUp(engine, world)
    const failed = stage.fail({ env: [{ name: 'A', value: '2' }] })
    await expect.poll(stage.kinds).toContain('watching')
    stage.leave()
    expect(await failed).toBe('Cancelled')
    await stage.expectAsBefore()
  })

  for (const kind of ['stopping', 'starting', 'watching'] as const) {
    test(`the engine is killed half-way: while ${kind}`, async ({ engine, world }) => {
      const stage = await setUp(engine, world)
      const failed = stage.fail({ env: [{ name: 'A', value: '2' }] })
      await expect.poll(stage.kinds, { intervals: [5] }).toContain(kind)
      await engine.kill()
      await expect.poll(stage.kinds).toContain('waiting-for-engine')
      await engine.start()
      expect(await failed).toMatch(/put back as it was$/)
      await stage.expectAsBefore()
    })
  }

  test('engine and app die half-way: the next start of the app puts it back', async ({
    engine,
    world,
  }) => {
    const stage = await setUp(engine, world)
    // What the names are when all has died after the old one was stopped.
    const parked = `${world.name('web')}.pilothouse-replacing.running.on-failure-3.t68n40.${stage.owner}`
    const made = await world.create('web.tmp')
    await world.docker('rename', stage.id, `${parked}.${made.slice(0, 12)}`)
    await world.docker('update', '--restart', 'no', stage.id)
    await world.docker('stop', stage.id)
    await world.docker('rename', world.name('web.tmp'), world.name('web'))
    await stage.nextRun()
    await stage.expectAsBefore()
  })
})

test('one that went on to run after the app had died stays, and the old one is in the trash', async ({
  engine,
  world,
}) => {
  const stage = await setUp(engine, world)
  const parked = `${world.name('web')}.pilothouse-replacing.running.on-failure-3.t68n40.${stage.owner}`
  const tag = stage.id.slice(0, 12)
  const first = `web.pilothouse-new.running.on-failure-3.t68n40.${stage.owner}.${tag}`
  const made = await world.run(first)
  await world.docker('stop', stage.id)
  await world.docker('rename', stage.id, `${parked}.${made.slice(0, 12)}`)
  await stage.nextRun()
  expect(await world.docker('inspect', '--format', '{{.State.Running}}', made)).toBe('true')
  expect(await stage.aside(stage.id)).toMatchObject({ kind: 'replaced', willRun: true })
  await stage.restore()
  await stage.expectDataAsBefore()
  expect(await stage.aside(made)).toMatchObject({ kind: 'removed', willRun: true })
})

test('one that was made and never took its place is removed by the next start of the app', async ({
  engine,
  world,
}) => {
  const stage = await setUp(engine, world)
  const of = `stopped.no.t68n40.${stage.owner}.${stage.id.slice(0, 12)}`
  await world.create(`web.pilothouse-new.${of}`)
  await stage.nextRun()
  await stage.expectAsBefore()
})

test('a container is made anew with its volumes, networks and names, and Undo brings the old one back', async ({
  engine,
  world,
}) => {
  const stage = await setUp(engine, world)
  const done = await stage.succeed({ env: [{ name: 'MODE', value: 'new' }] })
  expect(done.keptUntil).toBeGreaterThan(Date.now())
  expect(stage.kinds()).toEqual(['creating', 'stopping', 'starting', 'watching', 'done'])
  const look = ['exec', world.name('web'), 'sh', '-c', 'echo $MODE; cat /cache/f'] as const
  expect(await world.docker(...look)).toBe('new\nin the volume')
  const after = JSON.parse(await world.docker('inspect', done.id)) as [Inspected]
  expect(after[0].NetworkSettings.Networks[world.name('net')]).toMatchObject({
    IPAddress: '10.213.7.9',
    Aliases: expect.arrayContaining(['shop']),
  })
  expect(after[0].HostConfig.RestartPolicy).toEqual({ Name: 'on-failure', MaximumRetryCount: 3 })
  expect(await stage.aside(stage.id)).toMatchObject({ kind: 'replaced' })

  await stage.restore()
  await stage.expectDataAsBefore()
  expect(await stage.aside(done.id)).toMatchObject({ kind: 'removed', willRun: true })
})

test('a paused one is made anew paused, a stopped one stopped', async ({ engine, world }) => {
  const stage = await setUp(engine, world)
  await world.docker('pause', stage.id)
  const { id } = await stage.succeed({})
  expect(await world.docker('inspect', '--format', '{{.State.Status}}', id)).toBe('paused')
  await world.docker('unpause', id)
  await world.docker('stop', id)
  const next = await stage.succeed({}, id)
  expect(await world.docker('inspect', '--format', '{{.State.Status}}', next.id)).toBe('created')
})

test('what Compose owns leaves no second one behind', async ({ engine, world }) => {
  const stage = await setUp(engine, world, ['--label', 'com.docker.compose.project=shop'])
  const done = await stage.succeed({})
  expect(done.keptUntil).toBeUndefined()
  expect(await world.docker('ps', '--all', '--quiet', '--no-trunc')).not.toContain(stage.id)
  const look = ['exec', world.name('web'), 'cat', '/cache/f'] as const
  expect(await world.docker(...look)).toBe('in the volume')
})

test('one that removes itself when it stops is refused', async ({ engine, world }) => {
  const stage = await setUp(engine, world)
  const id = await world.run('brief', { flags: ['--rm'] })
  expect(await stage.fail({}, id)).toMatch(/it was made with "--rm"/)
  expect(await world.inspect('brief', '{{.State.Running}}')).toBe('true')
})

interface Inspected {
  readonly NetworkSettings: { readonly Networks: Readonly<Record<string, object>> }
  readonly HostConfig: { readonly RestartPolicy: object }
}

/** A running container with data in its writable layer and in a volume without a name. */
async function setUp(engine: PrivateEngine, world: World, flags: readonly string[] = []) {
  await world.docker('network', 'create', '--subnet', '10.213.7.0/24', world.name('net'))
  const id = await world.run('web', {
    flags: [
      '--network',
      world.name('net'),
      '--ip',
      '10.213.7.9',
      '--network-alias',
      'shop',
      '--restart',
      'on-failure:3',
      '--volume',
      '/cache',
      ...flags,
    ],
  })
  const write = 'echo in the layer >/file; echo in the volume >/cache/f'
  await world.docker('exec', id, 'sh', '-c', write)
  const before = await everything(world, id)
  const owner = { id: 'c0ffee00-test', keep: () => Promise.resolve() }
  let run = openRun(engine, createTrash({ owner }))
  let sink = createFakeSink<RecreateProgress>()

  async function recreate(change: Partial<RunSpec>, of: string) {
    sink = createFakeSink<RecreateProgress>()
    const ref = { connection: CONNECTION, id: of }
    const { spec } = await run.containers.spec(ref, aCall())
    await run.containers.recreate({ ...ref, spec: { ...spec, ...change } }, sink.sink)
  }

  async function expectDataAsBefore() {
    const data = await world.docker('exec', world.name('web'), 'cat', '/file', '/cache/f')
    expect(data).toBe('in the layer\nin the volume')
    expect(await world.docker('inspect', '--format', '{{.Id}}', world.name('web'))).toBe(id)
  }

  return {
    id,
    owner: 'c0ffee00',
    kinds: () =>
      sink.values.map(({ kind }) => kind).filter((kind, at, all) => kind !== all[at - 1]),
    leave: () => sink.closeView(),
    async fail(change: Partial<RunSpec>, of = id): Promise<string> {
      return recreate(change, of).then(
        () => 'done',
        (error: Error) => error.message,
      )
    },
    async succeed(change: Partial<RunSpec>, of = id) {
      await recreate(change, of)
      const last = sink.values.at(-1)
      if (last?.kind !== 'done') throw new Error(`it ended with ${last?.kind}`)
      return last
    },
    /** The app ends, and is started again. */
    async nextRun() {
      await run.engines.close()
      const trash = createTrash({ owner })
      run = openRun(engine, trash)
      await trash.tend(run.engines.get(CONNECTION))
    },
    restore: () => run.containers.restore({ connection: CONNECTION, id }, aCall()),
    async aside(of: string) {
      const list = { connection: CONNECTION, ids: [of] }
      return (await run.containers.list(list, aCall()))[0]?.aside
    },
    expectDataAsBefore,
    /** The same container, as it was, and nothing besides. */
    async expectAsBefore() {
      await expect.poll(() => everything(world, id), RECOVERED).toEqual(before)
      await expectDataAsBefore()
    },
  }
}

function openRun(engine: PrivateEngine, trash: Trash) {
  const environment = { context: undefined, configFolder: engine.folder, tlsVerify: undefined }
  const engines: Engines = createEngines({
    environment: { ...environment, host: engine.dockerHost },
  })
  return { engines, containers: containerHandlers(engines, trash) }
}

/** All containers and volumes of this test, and how its container is set up and runs. */
async function everything(world: World, id: string) {
  const template =
    '{{.Name}} {{.State.Status}} {{json .HostConfig.RestartPolicy}} {{(index .Mounts 0).Name}} {{json .Config.Env}}'
  return {
    web: await world.docker('inspect', '--format', template, id),
    names: await world.docker(
      'ps',
      '--all',
      '--format',
      '{{.Names}}',
      '--filter',
      `name=${world.name('web')}`,
    ),
    volumes: await world.docker('volume', 'ls', '--quiet'),
  }
}
