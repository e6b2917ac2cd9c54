import { expect, test } from 'vitest'
import { FLAGS } from '#shared/run-spec/flags/flags.ts'
import { parseRunLine } from '#shared/run-spec/line/parse-run-line.ts'
import { LINE_CORPUS } from '#shared/run-spec/line-corpus.fixture.ts'
import { runLine } from '#shared/run-spec/line/run-line.ts'
import { plainSpec } from '#shared/run-spec/run-spec.ts'
import { isPlainFlag } from './form-values.ts'
import { keepExact, originOf } from './keep-exact.ts'
import { SECTIONS } from './sections.ts'
import { toForm } from './to-form.ts'
import { toSpec } from './to-spec.ts'

const EMPTY = toForm(plainSpec('busybox'))

test.each(LINE_CORPUS.map((line) => [line]))('%s fills the form, which gives it again', (line) => {
  const { spec } = parseRunLine(line)
  const { spec: again, problems } = toSpec(toForm(spec))
  expect(problems.filter(({ kind }) => kind === 'wrong')).toEqual([])
  expect(keepExact(again, originOf(spec))).toEqual(spec)
  expect(runLine(again).text).toBe(runLine(spec).text)
})

test('what is not changed stays as it is, though no field could say it', () => {
  const exact = {
    ...plainSpec('busybox'),
    healthcheck: { test: ['CMD', '/bin/check', 'a b'] },
    mounts: [
      { type: 'bind', source: '/a', target: '/a', bindOptions: { createMountpoint: true } },
      { type: 'bind', source: '/b', target: '/b' },
    ],
  }
  const form = toForm(exact)
  const other = { ...form, flags: { ...form.flags, memory: ['64m'] } }
  const mounts = form.flags['mount']?.slice(0, 1) ?? []
  const fewer = { ...other, flags: { ...other.flags, mount: mounts } }
  const origin = originOf(exact)
  expect(keepExact(toSpec(other).spec, origin)).toEqual({ ...exact, memory: 64 * 1024 ** 2 })
  expect(keepExact(toSpec(fewer).spec, origin).mounts).toEqual([exact.mounts[0]])
})

test('a value that is taken out of a field is taken out of the container', () => {
  const exact = { ...plainSpec('busybox'), memory: 1024 ** 3, user: 'app' }
  const form = toForm(exact)
  const spec = toSpec({ ...form, flags: { ...form.flags, memory: [''] } }).spec
  expect(keepExact(spec, originOf(exact))).toEqual({ ...plainSpec('busybox'), user: 'app' })
})

test('what is wrong is said of its field', () => {
  const { problems } = toSpec({
    ...EMPTY,
    image: 'Upper',
    ports: [{ hostIp: '', hostPort: 'x', containerPort: '80', protocol: 'tcp' }],
    env: [
      { name: 'A', value: '1' },
      { name: '', value: '2' },
    ],
    mounts: [{ kind: 'volume', source: 'data', target: '', options: '' }],
    flags: { memory: ['a lot'], name: ['-'] },
  })
  expect(problems.map(({ field }) => field)).toEqual([
    'ports.0',
    'env.1',
    'mounts.0',
    'flags.memory.0',
    'image',
    'flags.name.0',
  ])
})

test('rows that hold nothing yet are no mistakes', () => {
  const { spec, problems } = toSpec({
    ...EMPTY,
    ports: [{ hostIp: '', hostPort: '', containerPort: '', protocol: 'tcp' }],
    env: [{ name: '', value: '' }],
    mounts: [{ kind: 'bind', source: '', target: '', options: '' }],
    flags: { dns: [''] },
  })
  expect(problems).toEqual([])
  expect(spec).toEqual(plainSpec('busybox'))
})

test('a command that only a shell could read says so', () => {
  const read = (cmd: string) => toSpec({ ...EMPTY, cmd })
  expect(read('echo a && echo b').problems).toMatchObject([{ field: 'cmd', kind: 'attention' }])
  expect(read('echo $HOME').problems).toMatchObject([{ field: 'cmd', kind: 'attention' }])
  expect(read(`sh -c 'echo $HOME && exit 3'`)).toMatchObject({
    spec: { cmd: ['sh', '-c', 'echo $HOME && exit 3'] },
    problems: [],
  })
})

test('an entrypoint of one empty word is none at all', () => {
  expect(toSpec({ ...EMPTY, entrypoint: "''" }).spec.entrypoint).toEqual([])
  expect(toSpec({ ...EMPTY, entrypoint: '' }).spec.entrypoint).toBeUndefined()
  expect(toForm({ ...plainSpec('a'), entrypoint: [] }).entrypoint).toBe("''")
})

test('each flag that the form keeps by name has one field', () => {
  const fields = ['name', ...SECTIONS.flatMap((section) => section.fields.map(({ flag }) => flag))]
  const flags = FLAGS.filter(isPlainFlag).map(({ name }) => name)
  expect(fields.toSorted()).toEqual(flags.toSorted())
})
