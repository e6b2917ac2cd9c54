import { expect, test } from 'vitest'
import { readDockerfile } from './read-dockerfile.ts'

const TEXT = `# syntax=docker/dockerfile:1
ARG BASE=busybox:local
FROM \${BASE} AS build
ARG VERSION
ARG TARGETARCH
ARG A=1 B="two words"
RUN --mount=type=secret,id=npm,required=true --mount=type=secret,target=/run/secrets/x make
RUN --mount=type=cache,id=c,target=/c --mount=type=secret,id=npm make
FROM busybox:local
run echo
FOO bar
`

test('a Dockerfile tells of its stages, arguments and secrets, each once', () => {
  const { stages, args, secrets } = readDockerfile(TEXT)
  expect(stages).toEqual(['build', '1'])
  expect(args).toEqual([
    { name: 'BASE', standard: 'busybox:local' },
    { name: 'VERSION' },
    { name: 'A', standard: '1' },
    { name: 'B', standard: 'two words' },
  ])
  expect(secrets).toEqual([
    { id: 'npm', isRequired: true },
    { id: 'x', isRequired: false },
  ])
})

test('it is read where there is no Node as well, and nothing of it is left there', () => {
  const there = Object.getOwnPropertyDescriptor(globalThis, 'Buffer')
  Reflect.deleteProperty(globalThis, 'Buffer')
  try {
    expect(readDockerfile(TEXT).stages).toEqual(['build', '1'])
    expect('Buffer' in globalThis).toBe(false)
  } finally {
    if (there) Object.defineProperty(globalThis, 'Buffer', there)
  }
})

test('what is wrong with it is told with its place, from 1', () => {
  expect(readDockerfile(TEXT).problems).toEqual([
    {
      from: { line: 10, column: 1 },
      to: { line: 10, column: 4 },
      severity: 'warning',
      text: 'Instructions should be written in uppercase letters',
    },
    {
      from: { line: 11, column: 1 },
      to: { line: 11, column: 4 },
      severity: 'error',
      text: 'Unknown instruction: FOO',
    },
  ])
})

test('flags that are newer than the checker are no errors', () => {
  const { problems } = readDockerfile('FROM a\nCOPY --newer=1 a b\n')
  expect(problems.map(({ severity }) => severity)).toEqual(['warning'])
})

test('nothing that is in a file takes the form away', () => {
  for (const text of [
    '',
    '\0',
    'FROM',
    '\\',
    'FROM a AS\nRUN <<EOT\n',
    '# escape=`\nRUN `',
    'x'.repeat(1e6),
  ]) {
    expect(readDockerfile(text).args).toEqual([])
  }
})
