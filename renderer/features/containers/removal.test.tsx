import { describe, expect, test } from 'vitest'
import { removalQuestion, removalWithVolumesQuestion } from './ask-removal.ts'
import { anonymousVolumes, needsForce, removable, removalTier } from './removal.ts'
import { shownContainer } from './shown-container.fixture.ts'

const running = shownContainer({ id: 'r', name: 'web-1' })
const stopped = shownContainer({
  id: 's',
  name: 'old-1',
  state: { kind: 'exited', exitCode: 0 },
})

describe('how surely a removal must be meant', () => {
  test('a single stopped container takes a small question', () => {
    expect(removalTier([stopped])).toBe(1)
  })

  test('a running one takes a full dialog, and force', () => {
    expect(removalTier([running])).toBe(2)
    expect(needsForce(running)).toBe(true)
  })

  test('two stopped ones take a full dialog', () => {
    expect(removalTier([stopped, { ...stopped, id: 't' }])).toBe(2)
  })

  test('what is being removed already is not asked about again', () => {
    expect(removable([stopped, { ...running, state: { kind: 'removing' } }])).toEqual([stopped])
  })
})

/** The engine in view needs no words. */
const NOWHERE = () => undefined

describe('the question', () => {
  test('names a single container, and the button is the verb alone', () => {
    const { question, verb } = removalQuestion([stopped], NOWHERE)
    expect(question).toBe('Remove container "old-1"?')
    expect(verb).toBe('Remove')
  })

  test('lists every one of several, and the button counts them', () => {
    const { objects, verb } = removalQuestion([running, stopped], NOWHERE)
    expect(objects.map(({ name }) => name)).toEqual(['web-1', 'old-1'])
    expect(verb).toBe('Remove 2 containers')
  })

  test('says how many will be killed', () => {
    expect(removalQuestion([running, stopped], NOWHERE).consequence).toContain(
      '1 of them will be killed',
    )
  })

  test('says on which engine, where several are shown', () => {
    const { question, objects } = removalQuestion([stopped], () => 'colima')
    expect(question).toBe('Remove container "old-1" on colima?')
    expect(objects[0]?.detail).toMatch(/ · on colima$/)
  })

  test('shows what is invisible in a name', () => {
    const evil = shownContainer({ name: 'a\u202Eb', state: { kind: 'created' } })
    expect(removalQuestion([evil], NOWHERE).question).not.toContain('\u202E')
  })
})

describe('the question with anonymous volumes', () => {
  const volumes = ['ab'.repeat(32), 'cd'.repeat(32)]

  test('names the volumes beside the containers, and says that their data has no copy', () => {
    const { objects, consequence } = removalWithVolumesQuestion([stopped], volumes, NOWHERE)
    expect(objects.map(({ name }) => name)).toEqual(['old-1', ...volumes])
    expect(consequence).toContain('The data in 2 anonymous volumes is gone for good')
  })

  test('takes the typed name of a single container', () => {
    const asked = removalWithVolumesQuestion([stopped], volumes, NOWHERE)
    expect(asked).toMatchObject({ tier: 3, typeToConfirm: 'old-1', verb: 'Remove' })
  })

  test('takes the typed count of all that goes where there are several', () => {
    const asked = removalWithVolumesQuestion([running, stopped], volumes, NOWHERE)
    const verb = 'Remove 2 containers and 2 volumes'
    expect(asked).toMatchObject({ tier: 3, typeToConfirm: '4', verb })
  })
})

test('only volumes that nobody named are offered for removal', () => {
  const mount = { type: 'volume', source: '', destination: '/data', writable: true }
  const anonymous = 'ab'.repeat(32)
  const container = shownContainer({
    mounts: [
      { ...mount, name: anonymous },
      { ...mount, name: 'shop_data' },
      { ...mount, type: 'bind', name: '' },
    ],
  })
  expect(anonymousVolumes([container, container])).toEqual([anonymous])
})
