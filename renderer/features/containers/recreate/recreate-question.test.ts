import { expect, test } from 'vitest'
import { shownContainer } from '../shown-container.fixture.ts'
import { imageChange, recreateQuestion, sharersWords } from './recreate-question.ts'

const NOWHERE = () => undefined
const changes = [{ what: '--env', before: ['A=1'], after: [] }]

test('the question shows each change, and what becomes of the old container', () => {
  const asked = recreateQuestion({ container: shownContainer(), changes }, NOWHERE)
  expect(asked).toMatchObject({
    tier: 2,
    question: 'Recreate container "web-1"?',
    verb: 'Recreate',
  })
  expect(asked.objects).toEqual([{ name: '--env', detail: 'A=1 → nothing' }])
  expect(asked.consequence).toMatch(/put back as it was if.* in the trash for an hour\.$/)
})

test('what Compose owns leaves none behind, and one that does not run is not watched', () => {
  const labels = { 'com.docker.compose.project': 'shop' }
  const state = { kind: 'exited', exitCode: 0 } as const
  const container = shownContainer({ labels, state })
  const { consequence } = recreateQuestion({ container, changes }, NOWHERE)
  expect(consequence).toContain('Compose project "shop" owns it')
  expect(consequence).toContain('It does not run, and neither will the new one.')
})

test('an image that keeps its name is told apart by its id', () => {
  expect(imageChange('redis:7', `sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`)).toEqual({
    what: 'image redis:7',
    before: ['a'.repeat(12)],
    after: ['b'.repeat(12)],
  })
})

test('those that share its network are named: they are not made anew with it', () => {
  expect(sharersWords([])).toEqual([])
  expect(sharersWords([{ id: 'b', name: 'vpn-client' }])).toEqual([
    '"vpn-client" shares its network and loses it: recreate that one too, on the new container.',
  ])
  const two = ['one', 'two'].map((name) => ({ id: name, name }))
  expect(sharersWords(two)[0]).toMatch(/^"one", "two" share its network and lose it: /)
})
