import { expect, test } from 'vitest'
import { createTestBoard, DOCKERFILE } from './board.fixture.ts'
import { outlineOf } from './dockerfile-outline.ts'
import { readClassic } from './read-classic.ts'

function read(dockerfile: string, ...words: readonly string[]) {
  const test = createTestBoard()
  const reader = readClassic(outlineOf(dockerfile), test.board, test.now)
  for (const stream of words) reader.add({ stream })
  return { ...test, reader }
}

test('one step goes on at a time, those to come are known, and each has its own lines', () => {
  const { steps, textOf } = read(
    DOCKERFILE,
    'Step 1/13 : ARG VERSION=1',
    '\n',
    'Step 2/13 : FROM busybox:local AS base',
    '\n',
    ' ---> 83ad16a0f40d\n',
    'Step 3/13 : ARG VERSION',
    '\n',
    ' ---> Using cache\n',
    ' ---> 664e53ac9994\n',
    'Step 4/13 : ENV A=b',
    '\n',
    ' ---> Running in d07c4b4d5d2c\n',
    'Removing intermediate container d07c4b4d5d2c\n',
    ' ---> Removed intermediate container d07c4b4d5d2c\n',
    'Step 5/13 : RUN echo hello $VERSION',
    '\n',
    ' ---> Running in cb4bf79050a3\n',
    '\u001b[91merr\n\u001b[0m',
    'hello 1\n',
    '\n',
    'Removing intermediate container of mine\n',
  )
  expect(steps().slice(0, 6)).toEqual([
    ':2 ARG VERSION=1 = done',
    'base:3 FROM busybox:local AS base = done',
    'base:4 ARG VERSION = cached',
    'base:5 ENV A=b = done',
    'base:6 RUN echo hello $VERSION = running',
    'other:8 FROM base AS other = waiting',
  ])
  expect(steps()).toHaveLength(13)
  expect(textOf('5')).toEqual(['err', 'hello 1', '', 'Removing intermediate container of mine'])
  expect(textOf('4')).toEqual([])
})

test('what a program writes to stderr is told apart', () => {
  const { board, lines } = read(
    'FROM a\nRUN b\n',
    'Step 1/2 : FROM a',
    '\n',
    'Step 2/2 : RUN b',
    '\n',
    '\u001b[91merr\n\u001b[0m',
    'out\n',
  )
  expect(lines).toEqual([
    { step: '2', text: 'err', isError: true },
    { step: '2', text: 'out', isError: false },
  ])
  board.close('done')
  expect(lines).toHaveLength(2)
})

test('of several images the last one is the result', () => {
  const { reader } = read('FROM a\n')
  reader.add({ aux: { ID: 'sha256:1' } })
  reader.add({ aux: { ID: 'sha256:2' } })
  expect(reader.imageId).toBe('sha256:2')
})

test('a base image that is pulled shows its layers', () => {
  const { board, reader } = read('FROM a\n', 'Step 1/1 : FROM a', '\n')
  reader.add({ id: 'f00', status: 'Downloading', progressDetail: { current: 5, total: 10 } })
  expect(board.get('1')?.parts).toEqual([
    { id: 'f00', words: 'Downloading', done: 5, total: 10, isDone: false },
  ])
})

test('what a program writes is no step, however much it looks like one', () => {
  const { steps, textOf } = read(
    'FROM a\nRUN b\nRUN c\n',
    'Step 1/3 : FROM a',
    '\n',
    'Step 2/3 : RUN b',
    '\n',
    'Step 1/99999999999999999 : x',
    '\n',
    'Step 3/3 : inner\n',
    'Step 3/3 : RUN c',
    '\n',
  )
  expect(steps()).toEqual([':1 FROM a = done', ':2 RUN b = done', ':3 RUN c = running'])
  expect(textOf('2')).toEqual(['Step 1/99999999999999999 : x', 'Step 3/3 : inner'])
})
