import { expect, test } from 'vitest'
import type * as z from 'zod'
import { parseRunLine } from './line/parse-run-line.ts'
import { LINE_CORPUS } from './line-corpus.fixture.ts'
import { RunSpecInput } from './run-spec-input.ts'
import { plainSpec, type RunSpec } from './run-spec.ts'

type Parsed = z.output<typeof RunSpecInput>

/** The paths of all fields, also of those within: `networks.ipv4Address`. Maps have none. */
type Paths<T> = T extends readonly (infer Item)[]
  ? Paths<Item>
  : T extends object
    ? string extends keyof T
      ? never
      : { [K in keyof T & string]-?: K | `${K}.${Paths<NonNullable<T[K]>>}` }[keyof T & string]
    : never

/** Whether neither has a field that the other one lacks. */
type HasSameFields = [Paths<RunSpec>] extends [Paths<Parsed>]
  ? [Paths<Parsed>] extends [Paths<RunSpec>]
    ? true
    : false
  : false

test('no field of a spec is lost at the door', () => {
  // Where one is, this does not compile.
  const isWhole: HasSameFields = true
  expect(isWhole).toBe(true)
})

test.each(LINE_CORPUS.map((line) => [line]))('%s passes unchanged', (line) => {
  const { spec } = parseRunLine(line)
  expect(RunSpecInput.parse(spec)).toEqual(spec)
})

test('what is no spec is refused', () => {
  const spec = plainSpec('redis')
  expect(RunSpecInput.safeParse({ ...spec, image: '' }).success).toBe(false)
  expect(RunSpecInput.safeParse({ ...spec, memory: '1g' }).success).toBe(false)
  expect(RunSpecInput.safeParse({ ...spec, networks: [{ name: 'a' }] }).success).toBe(false)
})
