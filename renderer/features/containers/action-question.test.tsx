import { expect, test } from 'vitest'
import { actionQuestion } from './action-question.ts'
import { killAction, stopAction } from './container-actions.ts'
import { shownContainer } from './shown-container.fixture.ts'

/** The engine in view needs no words. */
const NOWHERE = () => undefined

const job = shownContainer({ id: 'j', name: 'job' })
const web = shownContainer({ id: 'w', name: 'web' })

test('one that vanishes takes a small question that says so', () => {
  const { tier, question, verb, consequence } = actionQuestion(
    stopAction,
    [job],
    new Set([job]),
    NOWHERE,
  )
  expect({ tier, question, verb }).toEqual({
    tier: 1,
    question: 'Stop container "job"?',
    verb: 'Stop',
  })
  expect(consequence).toMatch(/^It was made with "--rm": the engine then removes it, .* undone\.$/)
})

test('among several, those that vanish are named first, and counted', () => {
  const { tier, objects, consequence } = actionQuestion(
    stopAction,
    [web, job],
    new Set([job]),
    NOWHERE,
  )
  expect(tier).toBe(2)
  expect(objects).toEqual([
    { name: 'job', detail: 'Running · will be removed' },
    { name: 'web', detail: 'Running' },
  ])
  expect(consequence).toMatch(/^One of them was made with "--rm"/)
})

test('a kill says both what it does and what goes', () => {
  const { consequence } = actionQuestion(killAction, [job], new Set([job]), NOWHERE)
  expect(consequence).toMatch(/cannot save their work first\. It was made with "--rm"/)
})

test('without any, nothing more is said', () => {
  expect(actionQuestion(stopAction, [web], new Set(), NOWHERE).consequence).toBeUndefined()
})

test('where several engines are shown, a question says which of them it is about', () => {
  const ask = (...containers: (typeof web)[]) =>
    actionQuestion(stopAction, containers, new Set([job]), () => 'colima')
  expect(ask(web).question).toBe('Stop container "web" on colima?')
  expect(ask(web, job).objects).toEqual([
    { name: 'job', detail: 'Running · will be removed · on colima' },
    { name: 'web', detail: 'Running · on colima' },
  ])
})
