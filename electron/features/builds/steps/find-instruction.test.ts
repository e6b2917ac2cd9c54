import { expect, test } from 'vitest'
import { DOCKERFILE } from './board.fixture.ts'
import { outlineOf } from './dockerfile-outline.ts'
import { nameBuildahStep, nameClassicStep, nameVertex } from './find-instruction.ts'

const outline = outlineOf(DOCKERFILE)

test('a Dockerfile has instructions with lines, and stages with names', () => {
  expect(outline.stages).toEqual([
    { name: 'base', from: 'busybox:local' },
    { name: 'other', from: 'base' },
    { from: 'busybox:local' },
  ])
  expect(outline.instructions.map(({ line, keyword, stage }) => [line, keyword, stage])).toEqual([
    [2, 'ARG', undefined],
    [3, 'FROM', 0],
    [4, 'ARG', 0],
    [5, 'ENV', 0],
    [6, 'RUN', 0],
    [8, 'FROM', 1],
    [9, 'COPY', 1],
    [10, 'RUN', 1],
    [14, 'FROM', 2],
    [15, 'LABEL', 2],
    [16, 'COPY', 2],
    [17, 'RUN', 2],
    [18, 'CMD', 2],
  ])
})

test.each([
  ['[base 1/2] FROM docker.io/library/busybox:local', 3, 'base'],
  ['[base 2/2] RUN echo hello 1', 6, 'base'],
  ['[other 1/2] COPY f /f', 9, 'other'],
  ['[other 2/2] RUN cat /f   && sleep 1', 10, 'other'],
  ['[stage-2 1/3] FROM docker.io/library/busybox:local', 14, '2'],
  ['[stage-2 2/3] COPY --from=other /f /g', 16, '2'],
  ['[linux/arm64 stage-2 3/3] RUN echo last', 17, '2'],
])('BuildKit means by "%s" line %i', (name, line, stage) => {
  const found = nameVertex(outline, name)
  expect([found.instruction?.line, found.stage]).toEqual([line, stage])
})

test('what BuildKit does for a base image is of its FROM where that fails', () => {
  const name = '[internal] load metadata for docker.io/library/busybox:local'
  expect(nameVertex(outline, name).instruction).toBeUndefined()
  expect(nameVertex(outline, name, true).instruction?.line).toBe(3)
})

test.each([
  '[internal] load remote build context',
  'copy /context /',
  'exporting to image',
  '[nowhere 1/2] RUN x',
  '[base 2/2] COPY x y',
  '[base 99/100] RUN x',
])('BuildKit means by "%s" no line', (name) => {
  expect(nameVertex(outline, name).instruction).toBeUndefined()
})

const lineIn = (dockerfile: string, name: string) =>
  nameVertex(outlineOf(dockerfile), name).instruction?.line

test.each([
  // Told without the trigger in their number, with it, and by another name.
  ['FROM a\nRUN x\nRUN y\n', '[2/3] RUN trig', undefined],
  ['FROM a\nRUN x\nRUN y\n', '[3/3] RUN x', 2],
  ['FROM a\nRUN x\nRUN y\n', '[4/5] RUN y', 3],
  ['FROM a\nRUN x\nRUN y\n', '[2/4] ONBUILD RUN trig', undefined],
  ['FROM a\nRUN a\nWORKDIR /\nRUN b\nRUN c\n', '[3/5] RUN b', 4],
  ['FROM a\nRUN a\nWORKDIR /\nRUN b\nRUN c\n', '[4/5] RUN c', 5],
  ['FROM a\nRUN <<E\necho h\nE\n', '[2/2] RUN <<E (echo h)', 2],
  ['from a\nrun   make  all\n', '[2/2] RUN make all', 2],
  ['FROM a\nRUN echo `date`\n', '[2/2] RUN echo `date`', 2],
  ['FROM a\nRUN x\nRUN $A/x ${B:-1}\n', '[3/3] RUN /opt/x 1', 3],
  // The same twice is told apart by where it is.
  ['FROM a\nRUN x\nCOPY . .\nRUN x\n', '[4/4] RUN x', 4],
  ['FROM scratch\nCOPY a b\nCOPY a b\n', '[2/2] COPY a b', 3],
])('in %j BuildKit means by "%s" line %s', (dockerfile, name, line) => {
  expect(lineIn(dockerfile, name)).toBe(line)
})

test('the steps of a long Dockerfile have lines, though their numbers are filled up', () => {
  const dockerfile = `FROM a\n${Array.from({ length: 11 }, (_none, i) => `RUN ${i}`).join('\n')}\n`
  expect(lineIn(dockerfile, '[ 1/12] FROM docker.io/library/a')).toBe(1)
  expect(lineIn(dockerfile, '[ 2/12] RUN 0')).toBe(2)
  expect(lineIn(dockerfile, '[12/12] RUN 10')).toBe(12)
})

test('the FROM that fails is the one that names the image', () => {
  const two = outlineOf('FROM alpine AS a\nFROM mycorp/alpine\n')
  const name = '[internal] load metadata for docker.io/mycorp/alpine:latest'
  expect(nameVertex(two, name, true).instruction?.line).toBe(2)
})

test('a build of one stage names no stage', () => {
  const one = outlineOf('FROM busybox\nWORKDIR /x\nRUN false\n')
  expect(nameVertex(one, '[3/3] RUN false')).toEqual({
    words: 'RUN false',
    instruction: expect.objectContaining({ line: 3 }),
  })
  expect(nameClassicStep(one, 3, 'RUN false').stage).toBeUndefined()
})

test("Docker's builder of before counts all instructions", () => {
  expect(nameClassicStep(outline, 8, 'RUN cat /f && sleep 1')).toMatchObject({
    stage: 'other',
    instruction: { line: 10 },
  })
  expect(nameClassicStep(outline, 8, 'COPY a b').instruction).toBeUndefined()
  expect(nameClassicStep(outline, 99, 'RUN x').instruction).toBeUndefined()
})

test('Podman counts within a stage', () => {
  const lineOf = (stage: number, number: number, words: string) =>
    nameBuildahStep(outline, { stage, number, words }).instruction?.line
  expect(lineOf(1, 1, 'FROM busybox:local AS base')).toBe(3)
  expect(lineOf(3, 4, 'RUN echo last')).toBe(17)
  expect(lineOf(3, 4, 'ADD x y')).toBeUndefined()
  expect(lineOf(7, 1, 'FROM x')).toBeUndefined()
})
