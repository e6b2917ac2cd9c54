import { expect, test } from 'vitest'
import { diffSpecs } from './diff-specs.ts'
import { parseRunLine } from './line/parse-run-line.ts'
import { LINE_CORPUS } from './line-corpus.fixture.ts'
import type { RunSpec } from './run-spec.ts'

const specOf = (line: string): RunSpec => parseRunLine(line).spec
const plain = (spec: RunSpec) => ({ spec, shown: spec })
const diff = (before: string, after: string) =>
  diffSpecs(plain(specOf(before)), plain(specOf(after)))

test('what is changed, added and taken away is said in the words of docker run', () => {
  const changes = diff(
    'docker run -d --env A=1 --env B=1 -p 8080:80 --restart always web:1 serve',
    'docker run -d --env A=2 --env B=1 -p 8080:80 --memory 64m web:2 serve --fast',
  )
  expect(changes).toEqual([
    { what: 'image', before: ['web:1'], after: ['web:2'] },
    { what: '--restart', before: ['always'], after: [] },
    { what: '--env', before: ['A=1'], after: ['A=2'] },
    { what: '--memory', before: [], after: ['64m'] },
    { what: 'command', before: ['serve'], after: ['serve --fast'] },
  ])
})

test('an entrypoint is one line', () => {
  expect(diff('docker run web', 'docker run --entrypoint sh web -c "echo a"')).toEqual([
    { what: 'entrypoint', before: [], after: ['sh'] },
    { what: 'command', before: [], after: ["-c 'echo a'"] },
  ])
})

test('a secret that was changed is a change, though both are masked', () => {
  const mask = (spec: RunSpec): RunSpec => ({
    ...spec,
    env: spec.env.map(({ name }) => ({ name, value: '***' })),
  })
  const [before, after] = [specOf('docker run -e P=a w'), specOf('docker run -e P=b w')]
  const changes = diffSpecs(
    { spec: before, shown: mask(before) },
    { spec: after, shown: mask(after) },
  )
  expect(changes).toEqual([{ what: '--env', before: ['P=***'], after: ['P=***'] }])
})

test.each(LINE_CORPUS)('nothing is changed in %s by itself', (line) => {
  expect(diff(line, line)).toEqual([])
})

test('each line of the corpus differs from a plain container', () => {
  for (const line of LINE_CORPUS) {
    const spec = specOf(line)
    const bare = specOf(`docker run ${spec.image}`)
    const isPlain = JSON.stringify({ ...spec, detach: false }) === JSON.stringify(bare)
    expect(diffSpecs(plain(bare), plain(spec)).length > 0, line).toBe(!isPlain)
  }
})
