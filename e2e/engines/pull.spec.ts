import { containerHandlers } from '../../electron/features/containers/index.ts'
import { createFakeSink } from '../../electron/features/fake-world.ts'
import type { RunProgress } from '#shared/contract/running.ts'
import { parseRunLine } from '#shared/run-spec/line/parse-run-line.ts'
import { plainSpec } from '#shared/run-spec/run-spec.ts'
import { expect, SLOW_IMAGE, test } from './fault-engine.ts'
import { openOurSide } from './our-side.ts'

test('a pull that is stopped tells how far it was, and leaves no container', async ({
  engine,
  world,
}) => {
  const { engines, connection } = await openOurSide(engine)
  const { sink, values, closeView } = createFakeSink<RunProgress>()
  const spec = { ...plainSpec(SLOW_IMAGE), name: world.name('slow') }
  const ended = containerHandlers(engines)
    .run({ connection, spec, start: true }, sink)
    .then(
      () => 'done',
      ({ code }: { code: string }) => code,
    )
  const pulled = () =>
    values.filter((one) => one.kind === 'pulling').map(({ bytes, layers }) => layers && bytes)
  await expect.poll(() => Math.max(0, ...pulled())).toBeGreaterThan(100_000)
  expect(pulled()).toEqual(pulled().toSorted((a, b) => a - b))
  closeView()
  expect(await ended).toBe('cancelled')
  expect(values.some(({ kind }) => kind === 'done')).toBe(false)
  expect(await world.docker('ps', '--all', '--quiet', '--filter', `name=${world.prefix}`)).toBe('')
  expect(await world.docker('image', 'ls', '--quiet', SLOW_IMAGE)).toBe('')
  await engines.close()
})

test('a run that is taken back while it starts leaves no container and no volume', async ({
  engine,
  world,
}) => {
  const { engines, connection } = await openOurSide(engine)
  const name = world.name('taken-back')
  const { spec } = parseRunLine(
    `docker run -d --name ${name} -v ${world.name('data')}:/data busybox:local sleep 1000`,
  )
  const { sink, closeView } = createFakeSink<RunProgress>({
    onValue: ({ kind }) => kind === 'starting' && closeView(),
  })
  await expect(
    containerHandlers(engines).run({ connection, spec, start: true }, sink),
  ).rejects.toMatchObject({ code: 'cancelled' })
  expect(await world.docker('ps', '--all', '--quiet', '--filter', `name=${name}`)).toBe('')
  expect(await world.docker('volume', 'ls', '--quiet', '--filter', `name=${world.prefix}`)).toBe('')
  await engines.close()
})

test('a registry that is not there is named, with what the engine said', async ({
  engine,
  world,
}) => {
  const { engines, connection } = await openOurSide(engine)
  const image = '127.0.0.1:5999/shop/api:2'
  const spec = { ...plainSpec(image), name: world.name('api') }
  const { sink } = createFakeSink<RunProgress>()
  await expect(
    containerHandlers(engines).run({ connection, spec, start: true }, sink),
  ).rejects.toMatchObject({
    message: expect.stringContaining(`Cannot pull image "${image}"`),
    engineMessage: expect.stringContaining('connection refused'),
  })
  await engines.close()
})
