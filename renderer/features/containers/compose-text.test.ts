import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { LINE_CORPUS } from '#shared/run-spec/line-corpus.fixture.ts'
import { parseRunLine } from '#shared/run-spec/line/parse-run-line.ts'
import { composeText } from './compose-text.ts'

interface File {
  readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly networks?: object
  readonly volumes?: object
}

const fileOf = (line: string, version: '1.1' | '1.2' = '1.2') =>
  parse(composeText([{ name: 'web', spec: parseRunLine(line).spec }]).text, { version }) as File

const serviceOf = (flags: string) => fileOf(`docker run ${flags}`).services['web']

test.each(LINE_CORPUS)('both versions of YAML read the same of %s', (line) => {
  expect(fileOf(line, '1.1')).toEqual(fileOf(line, '1.2'))
})

test.each([
  'yes',
  'no',
  'on',
  'off',
  'y',
  'N',
  'null',
  '~',
  'true',
  '1',
  '0x1F',
  '1e3',
  '010',
  '1_000',
  '22:22',
  '.5',
  '.inf',
  '2001-01-01',
  '2001-12-14t21:59:43Z',
  'a: b',
  'a:',
  ':',
  '# x',
  'a #b',
  '- a',
  '-',
  '? a',
  '[a',
  '{a',
  '&a',
  '*a',
  '!a',
  '|',
  '>',
  '%a',
  '@a',
  '`a',
  `'a`,
  '"a',
  ' a',
  'a ',
  '',
  '\t',
  'one\ntwo',
  'one\n\n  two\n',
  '\n',
  '\\n',
  '🚢',
  '=',
  '<<',
  '\u001b[1m',
  'a\u0085b',
])('a value stays the text that it is: %j', (value) => {
  const spec = { ...parseRunLine('docker run a').spec, env: [{ name: 'X', value }] }
  const { text } = composeText([{ name: 'web', spec }])
  for (const version of ['1.1', '1.2'] as const) {
    const { services } = parse(text, { version }) as File
    expect(services['web']?.['environment']).toEqual({ X: value })
  }
})

test('dollars are doubled, as Compose would put variables in', () => {
  expect(serviceOf(`-e 'A=$HOME \${X} $$' a echo '$1'`)).toMatchObject({
    environment: { A: '$$HOME $${X} $$$$' },
    command: ['echo', '$$1'],
  })
})

test.each<[string, string, object]>([
  [
    'ports',
    '-p 127.0.0.1:8080:80 -p 53:53/udp --expose 9000 a',
    { ports: ['127.0.0.1:8080:80', '53:53/udp'], expose: ['9000'] },
  ],
  ['no entrypoint', `--entrypoint '' a sh`, { entrypoint: [], command: ['sh'] }],
  ['a variable without a value', '-e TOKEN a', { environment: { TOKEN: null } }],
  ['no health check', '--no-healthcheck a', { healthcheck: { disable: true } }],
  [
    'a health check',
    `--health-cmd 'x y' --health-interval 90s --health-retries 3 a`,
    { healthcheck: { test: ['CMD-SHELL', 'x y'], interval: '1m30s', retries: 3 } },
  ],
  [
    'limits',
    '-m 64m --memory-swap -1 --cpus 1.5 --pids-limit 9 --ulimit nofile=1:2 --ulimit core=0 a',
    {
      mem_limit: '64m',
      memswap_limit: -1,
      cpus: 1.5,
      pids_limit: 9,
      ulimits: { nofile: { soft: 1, hard: 2 }, core: 0 },
    },
  ],
  ['the host’s network', '--network host a', { network_mode: 'host' }],
  [
    'a stop without waiting',
    '--stop-timeout 0 --init=false a',
    { stop_grace_period: '0s', init: false },
  ],
  [
    'GPUs',
    '--gpus all a',
    {
      deploy: {
        resources: { reservations: { devices: [{ count: 'all', capabilities: ['gpu'] }] } },
      },
    },
  ],
  [
    'a bind mount',
    '--mount type=bind,src=/x,dst=/y,ro a',
    {
      volumes: [
        {
          type: 'bind',
          source: '/x',
          target: '/y',
          read_only: true,
          bind: { create_host_path: false },
        },
      ],
    },
  ],
  [
    'volumes of another',
    '--volumes-from db:ro --link db:x a',
    { volumes_from: ['container:db:ro'], external_links: ['db:x'], network_mode: 'bridge' },
  ],
])('%s', (_what, flags, service) => {
  expect(serviceOf(flags)).toMatchObject(service)
})

test('networks and named volumes are those that there are', () => {
  const file = fileOf(
    'docker run --network front --network-alias www --ip 10.0.0.5 -v data:/data -v /x:/y a',
  )
  expect(file).toMatchObject({
    services: { web: { networks: { front: { aliases: ['www'], ipv4_address: '10.0.0.5' } } } },
    networks: { front: { external: true } },
    volumes: { data: { external: true } },
  })
  expect(Object.keys(file.volumes ?? {})).toEqual(['data'])
})

test('several containers are services of one file, each by a name of its own', () => {
  const { spec } = parseRunLine('docker run a')
  const { text } = composeText([
    { name: 'web', spec },
    { name: 'web', spec },
    { name: 'a b', spec },
  ])
  expect(Object.keys((parse(text) as File).services)).toEqual(['web', 'web-2', 'a-b'])
})

test('what Compose has no word for is named', () => {
  const { spec } = parseRunLine('docker run --rm -P a')
  expect(composeText([{ name: 'web', spec }]).remarks).toEqual([
    'Compose has no word for --rm, --publish-all.',
  ])
})

test('networks that a service with a mode cannot have are named', () => {
  const { spec } = parseRunLine('docker run --network bridge --network front a')
  const { remarks } = composeText([{ name: 'web', spec }])
  expect(remarks.join(' ')).toContain('networks besides the first one')
})
