import { expect, test } from 'vitest'
import { quitQuestion } from './quit-question.ts'

const tasks = (...names: readonly string[]) => names.map((name) => ({ name }))

test('the question before the end names what would end', () => {
  expect(quitQuestion(tasks('Pull redis:7'))).toEqual({
    message: '1 task is still running: Pull redis:7',
    detail: 'It ends with the app, on the engine as well.',
  })
  expect(quitQuestion(tasks('Pull redis:7', 'Save app:1')).message).toBe(
    '2 tasks are still running: Pull redis:7, Save app:1',
  )
  expect(quitQuestion(tasks('a', 'b', 'c', 'd', 'e')).message).toBe(
    '5 tasks are still running: a, b, c, and 2 more',
  )
})
