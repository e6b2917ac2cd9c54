import { expect, test } from 'vitest'
import { LINE_CORPUS } from '../line-corpus.fixture.ts'
import { parseRunLine } from '../line/parse-run-line.ts'
import type { RunSpec } from '../run-spec.ts'
import { createRequest } from './create-body.ts'
import { fromInspect } from './from-inspect.ts'
import type { RawConfig, RawContainer, RawHostConfig } from './raw-inspect.ts'

const ID = 'abcdef012345'.padEnd(64, '0')

/** What an engine would show that adds nothing of its own. */
function asInspect(spec: RunSpec): RawContainer {
  const { query, body } = createRequest(spec, true)
  const { HostConfig, NetworkingConfig, ...config } = body
  const { EndpointsConfig } = (NetworkingConfig ?? {}) as { EndpointsConfig?: object }
  return {
    Id: ID,
    ...(query.name && { Name: `/${query.name}` }),
    Config: config,
    HostConfig: HostConfig as RawHostConfig,
    NetworkSettings: { Networks: { ...EndpointsConfig } },
  }
}

/** Said once, and then the engine's own default. */
function withoutDefaults({ runtime, logConfig, init, ...spec }: RunSpec): RunSpec {
  return {
    ...spec,
    ...(runtime !== undefined && runtime !== 'runc' && { runtime }),
    ...(init !== undefined && { init }),
    ...(logConfig && {
      logConfig: logConfig.type === 'json-file' ? { config: logConfig.config } : logConfig,
    }),
  }
}

test.each(LINE_CORPUS)('what is sent to the engine is read back from its inspect: %s', (line) => {
  const { spec } = parseRunLine(line)
  // To have none means something only where the image has one.
  const image = spec.entrypoint?.length === 0 ? { Entrypoint: ['/entry'] } : {}
  const { spec: back, notCarried } = fromInspect(asInspect(spec), image)
  expect(notCarried).toEqual([])
  expect(sorted(back)).toEqual(sorted(withoutDefaults(spec)))
})

/** The engine keeps ports by container port. */
function sorted(spec: RunSpec): RunSpec {
  const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
  return { ...spec, portBindings: spec.portBindings.toSorted(byText) }
}

const IMAGE: RawConfig = {
  Env: ['PATH=/bin', 'LANG=C', 'GONE=1'],
  Cmd: ['serve'],
  Entrypoint: ['/entry'],
  Labels: { maker: 'us', version: '1' },
  WorkingDir: '/app',
  User: 'app',
  ExposedPorts: { '80/tcp': {} },
  Volumes: { '/data': {} },
  StopSignal: 'SIGQUIT',
  Healthcheck: { Test: ['CMD', 'check'], Interval: 5_000_000_000 },
}

const inspected = (Config: RawConfig, HostConfig: RawHostConfig = {}) =>
  fromInspect(
    {
      Id: ID,
      Config: { ...IMAGE, Image: 'app:1', Hostname: ID.slice(0, 12), ...Config },
      HostConfig,
    },
    IMAGE,
  )

test('what the image has set itself is not said', () => {
  const { spec, notCarried } = inspected({ AttachStdout: true, AttachStderr: true })
  expect(notCarried).toEqual([])
  expect(spec).toEqual(parseRunLine('docker run app:1').spec)
})

test('what differs from the image is said, and a variable that was taken away too', () => {
  const { spec } = inspected({
    Env: ['PATH=/usr/bin', 'LANG=C'],
    Labels: { maker: 'them', version: '1' },
    Healthcheck: { Test: ['CMD', 'check'], Interval: 9_000_000_000 },
  })
  expect(spec.env).toEqual([{ name: 'PATH', value: '/usr/bin' }, { name: 'GONE' }])
  expect(spec.labels).toEqual({ maker: 'them' })
  expect(spec.healthcheck).toEqual({ interval: 9_000_000_000 })
})

test.each<[string, RawConfig, object]>([
  ['a command of its own', { Cmd: ['other'] }, { cmd: ['other'] }],
  [
    'an entrypoint of its own keeps the command',
    { Entrypoint: ['/x'] },
    { entrypoint: ['/x'], cmd: ['serve'] },
  ],
  ['no entrypoint', { Entrypoint: null, Cmd: ['sh'] }, { entrypoint: [], cmd: ['sh'] }],
  [
    'the image’s entrypoint without its command',
    { Cmd: null },
    { entrypoint: ['/entry'], cmd: [] },
  ],
])('%s', (_what, config, expected) => {
  expect(inspected(config).spec).toMatchObject(expected)
})

test('what nobody here knows is named, and not dropped in silence', () => {
  const { notCarried } = inspected(
    { NetworkDisabled: true },
    { CpuCount: 2, NewThing: { a: 1 }, Empty: [] },
  )
  expect(notCarried.map(({ name }) => name)).toEqual(['NetworkDisabled', 'CpuCount', 'NewThing'])
})

test('without the image all is said, and that it is', () => {
  const { spec, notCarried } = fromInspect(
    { Id: ID, Config: { ...IMAGE, Image: 'app:1' } },
    undefined,
  )
  expect(spec).toMatchObject({ workingDir: '/app', cmd: ['serve'], entrypoint: ['/entry'] })
  expect(notCarried).toEqual([expect.objectContaining({ name: 'Image' })])
})

test('the first network goes with the creation, and old engines are asked to connect the others', () => {
  const { spec } = parseRunLine('docker run --network one --network name=two,alias=x app:1')
  expect(createRequest(spec)).toMatchObject({
    body: { NetworkingConfig: { EndpointsConfig: { one: {} } } },
    connects: [{ network: 'two', endpoint: { Aliases: ['x'] } }],
  })
  expect(createRequest(spec, true)).toMatchObject({
    body: { NetworkingConfig: { EndpointsConfig: { one: {}, two: { Aliases: ['x'] } } } },
    connects: [],
  })
})

test('an engine’s own defaults are not said', () => {
  const raw = {
    Id: ID,
    Config: { Image: 'a', Hostname: 'lab' },
    HostConfig: {
      NetworkMode: 'host',
      ShmSize: 67_108_864,
      Memory: 1024,
      MemorySwap: 2048,
      IpcMode: 'private',
      CgroupnsMode: 'private',
      Runtime: 'crun',
      LogConfig: { Type: 'journald', Config: {} },
      RestartPolicy: { Name: 'no', MaximumRetryCount: 0 },
    },
  }
  const engine = {
    hostname: 'lab',
    runtime: 'crun',
    logDriver: 'journald',
    cgroupnsMode: 'private',
  }
  expect(fromInspect(raw, {}, engine).spec).toEqual(
    parseRunLine('docker run -d --network host -m 1k a').spec,
  )
})
