import { expect, test } from 'vitest'
import { EngineError, type EngineErrorCode } from '#shared/errors.ts'
import { endOfTask } from './end-of-task.ts'

const moved = {
  kind: 'pull',
  signal: new AbortController().signal,
  hasBegun: true,
  hasCarried: true,
} as const
const error = (code: EngineErrorCode, engineMessage?: string) =>
  new EngineError({ code, message: 'm', engineMessage })

test.each(['bad-answer', 'unreachable', 'timeout', 'cancelled'] as const)(
  'an engine that went away in the middle (%s) has interrupted it',
  (code) => {
    expect(endOfTask(error(code), moved)).toMatchObject({ kind: 'interrupted' })
    expect(endOfTask(error(code), { ...moved, hasBegun: false })).toMatchObject({ kind: 'failed' })
  },
)

test.each([
  'unexpected EOF',
  'Get "http://lab:5000/v2/": EOF',
  'read tcp 127.0.0.1:4->127.0.0.1:5: read: connection reset by peer',
  'dial tcp 127.0.0.1:5001: connect: connection refused',
  'write: broken pipe',
])('a registry that went away in the middle has interrupted it: %s', (words) => {
  expect(endOfTask(error('refused', words), moved)).toMatchObject({ kind: 'interrupted' })
})

test('a registry that was never there, or says no, has let it fail', () => {
  const never = { ...moved, hasCarried: false }
  expect(endOfTask(error('refused', 'connection refused'), never).kind).toBe('failed')
  expect(endOfTask(error('refused', 'manifest unknown'), moved).kind).toBe('failed')
})

test('a file that ends too soon is no registry that went away', () => {
  const load = { ...moved, kind: 'load' } as const
  expect(endOfTask(error('refused', 'unexpected EOF'), load).kind).toBe('failed')
})

test('what a person ended is cancelled, whatever it says itself', () => {
  const abort = new AbortController()
  abort.abort()
  const end = endOfTask(error('bad-answer'), { ...moved, signal: abort.signal })
  expect(end).toEqual({ kind: 'cancelled' })
})

test('what may not go on says why', () => {
  const abort = new AbortController()
  abort.abort(new EngineError({ code: 'read-only', message: 'read-only now' }))
  expect(endOfTask(error('cancelled'), { ...moved, signal: abort.signal })).toMatchObject({
    kind: 'failed',
    error: { code: 'read-only', message: 'read-only now' },
  })
})
