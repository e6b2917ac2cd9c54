import { expect, test } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import { during, explain } from './explain.ts'
import { createNames } from './names.ts'
import { fromRefusal } from './refusals.ts'
import { describeUsers } from './users.ts'

const ID = 'deadbeef0123'.padEnd(64, '0')
const deed = { verb: 'stop', kind: 'container' as const, name: 'web' }

test('an error names the deed, the object and the reason, and keeps the engine’s words', async () => {
  const said = `Container ${ID} is not running`
  const failing = during(deed, createNames(), () => Promise.reject(refusal(409, said)))
  await expect(failing).rejects.toMatchObject({
    code: 'conflict',
    message: 'Cannot stop container "web": it is not running',
    hint: 'Start it first.',
    engineMessage: said,
    status: 409,
  })
})

test('ids in the engine’s words become names, unknown ones short', () => {
  const names = createNames()
  names.remember(ID, 'cache')
  const other = 'c0ffee'.padEnd(64, '1')
  const error = explain(refusal(500, `${ID} fights with ${other} and deadbeef0123`), deed, names)
  expect(error.message).toBe(
    'Cannot stop container "web": "cache" fights with c0ffee111111 and "cache"',
  )
})

test('a name that tries to pass for markup or to turn the line around is made visible', () => {
  const hostile = { ...deed, name: 'a\u202e<b>\n' }
  const error = explain(refusal(409, 'x is not running'), hostile, createNames())
  expect(error.message).toBe('Cannot stop container "a⟨202E⟩<b>": it is not running')
})

test('what is no refusal keeps its own sentence', () => {
  const error = new EngineError({ code: 'unreachable', message: 'No engine runs at x' })
  expect(explain(error, deed, createNames()).message).toBe(
    'Cannot stop container "web": no engine runs at x',
  )
})

test('a call that was taken back is no failure of the deed', () => {
  const error = new EngineError({ code: 'cancelled', message: 'Cancelled' })
  expect(explain(error, deed, createNames())).toBe(error)
})

test.each([
  [['cache'], 'container "cache" uses it'],
  [['a', 'b'], 'containers "a" and "b" use it'],
  [['a', 'b', 'c'], 'containers "a", "b" and "c" use it'],
  [['a', 'b', 'c', 'd', 'e'], 'containers "a", "b", "c" and 2 more use it'],
])('the users %j are told as %s', (names, text) => {
  expect(describeUsers(names)).toBe(text)
})

test('the oldest names are forgotten, not the newest', () => {
  const names = createNames()
  const idOf = (index: number) => index.toString(16).padStart(12, '0').padEnd(64, 'f')
  for (let index = 0; index < 20_001; index++) names.remember(idOf(index), `c${index}`)
  expect(names.of(idOf(0))).toBe('000000000000')
  expect(names.of(idOf(20_000))).toBe('c20000')
})

test('a name that looks like nothing the engine makes up stays as it is', () => {
  expect(createNames().of('redis:7')).toBe('redis:7')
})

function refusal(status: number, message: string): EngineError {
  return fromRefusal(status, JSON.stringify({ message }))
}
