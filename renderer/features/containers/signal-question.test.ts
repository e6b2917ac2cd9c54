import { expect, test } from 'vitest'
import { ProcessSignal } from '#shared/contract/processes.ts'
import { processInWords, SIGNALS, signalQuestion } from './signal-question.ts'

const WORKER = { pid: '41', command: 'nginx: worker', isMain: false, cells: [] }
const IN_WEB = { where: 'container "web"', vanishes: false }

test('the question names the process and the signal', () => {
  expect(signalQuestion(WORKER, 'KILL', IN_WEB)).toMatchObject({
    tier: 1,
    question: 'Send KILL to process 41 (nginx: worker)?',
    verb: 'Send KILL',
    consequence: 'It ends at once, and cannot save its work first.',
  })
})

test('of the main process it says what goes with it', () => {
  const main = { ...WORKER, isMain: true }
  const { consequence } = signalQuestion(main, 'TERM', { ...IN_WEB, vanishes: true })
  expect(consequence).toContain('main process of container "web", which stops when it ends')
  expect(consequence).toContain('"--rm"')
  expect(signalQuestion(main, 'CONT', IN_WEB).consequence).toBe('If it was stopped, it goes on.')
})

test('a long command is cut, and what is invisible in it is shown', () => {
  expect(processInWords({ pid: '1', command: 'x'.repeat(100) })).toBe(
    `process 1 (${'x'.repeat(60)}…)`,
  )
  expect(processInWords({ pid: '1', command: '' })).toBe('process 1')
  expect(processInWords({ pid: '1', command: 'a\u202Eb' })).not.toContain('\u202E')
})

test('every signal that is offered says what it does', () => {
  expect(Object.keys(SIGNALS)).toEqual(ProcessSignal.options)
})
