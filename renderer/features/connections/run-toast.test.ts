import { expect, test } from 'vitest'
import { runToast } from './run-toast.ts'

test('a failure is told with the last words of the program', () => {
  const end = { kind: 'failed', text: 'It failed with exit code 3' } as const
  const run = { title: 'Stop Colima', lines: ['a', 'b', 'c', 'no space left'], end }
  expect(runToast('k', run)).toEqual({
    kind: 'error',
    key: 'k',
    text: 'Stop Colima: It failed with exit code 3',
    detail: 'b\nc\nno space left',
  })
})

test('what went well needs no words', () => {
  const run = { title: 'Stop Colima', lines: ['a'], end: { kind: 'done', text: 'Done' } } as const
  expect(runToast('k', run)).toEqual({ kind: 'success', key: 'k', text: 'Stop Colima: Done' })
})
