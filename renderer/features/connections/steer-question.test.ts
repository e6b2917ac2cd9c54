import { expect, test } from 'vitest'
import type { ContainerSummary } from '#shared/contract/containers.ts'
import type { SteerOffer } from '#shared/contract/places.ts'
import { steerQuestion, type Running } from './steer-question.ts'

const STOP: SteerOffer = {
  verb: 'stop',
  commands: ['colima stop'],
  runBy: 'app',
  endsContainers: true,
}

test('one container that ends is named, and asked about beside the button', () => {
  expect(ask(STOP, running('web'))).toEqual({
    tier: 1,
    question: 'Stop the engine of "dev"?',
    objects: [{ name: 'web', detail: 'redis:7' }],
    verb: 'Stop engine',
    consequence: 'This ends 1 running container: "web". Colima is told "colima stop".',
  })
})

test('several are counted, named up to a few, and listed', () => {
  const question = ask(STOP, running('a', 'b', 'c', 'd', 'e'))
  expect(question.tier).toBe(2)
  expect(question.objects.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(question.consequence).toContain(
    'This ends 5 running containers: "a", "b", "c" and 2 more.',
  )
})

test('those that the engine removes are told from the rest', () => {
  const question = ask(STOP, { ...running('web', 'once'), vanishing: new Set(['once']) })
  expect(question.objects[1]).toEqual({ name: 'once', detail: 'redis:7 · will be removed' })
  expect(question.consequence).toContain('One was made with "--rm": the engine then removes it,')
})

test('what else goes down with the engine is told', () => {
  const { consequence } = ask({ ...STOP, alsoEnds: 'its Linux machines' }, running())
  expect(consequence).toContain('It also ends its Linux machines.')
})

test('an idle engine is stopped after a small question', () => {
  expect(ask(STOP, running())).toMatchObject({
    tier: 1,
    objects: [],
    consequence: 'No container runs there now. Colima is told "colima stop".',
  })
})

test('an engine that cannot be asked may run anything', () => {
  expect(ask(STOP, undefined)).toMatchObject({
    tier: 1,
    consequence: expect.stringContaining('It does not answer: whatever runs there ends.'),
  })
})

test('containers that run on are not listed as if they ended', () => {
  const question = ask({ ...STOP, endsContainers: false }, running('web', 'db'))
  expect(question).toMatchObject({ tier: 1, objects: [] })
  expect(question.consequence).toContain('Its containers run on')
})

test('a start ends nothing, and a restart tells both of its commands', () => {
  const commands = ['limactl stop vm', 'limactl start vm']
  expect(ask({ ...STOP, verb: 'start', endsContainers: false }, undefined).consequence).toBe(
    'Colima is told "colima stop".',
  )
  expect(ask({ ...STOP, verb: 'restart', commands }, running()).consequence).toContain(
    'Colima is told "limactl stop vm", then "limactl start vm".',
  )
})

test('names of others do not turn the sentence around', () => {
  const { consequence } = ask(STOP, running('\u202ebew'))
  expect(consequence).not.toContain('\u202e')
})

function ask(offer: SteerOffer, what: Running | undefined) {
  return steerQuestion({ connection: { name: 'dev' }, owner: 'Colima', offer }, what)
}

function running(...names: readonly string[]): Running {
  const containers = names.map((name) => ({ id: name, name, image: 'redis:7' }) as ContainerSummary)
  return { containers, vanishing: new Set() }
}
