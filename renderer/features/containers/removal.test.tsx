import { describe, expect, test } from 'vitest'
import { removalQuestion } from './removal-question.ts'
import { anonymousVolumes, needsForce, removable, removalTier, type Removal } from './removal.ts'
import { shownContainer } from './shown-container.fixture.ts'
import type { ShownContainer } from './shown-container.ts'

const running = shownContainer({ id: 'r', name: 'web-1' })
const stopped = shownContainer({
  id: 's',
  name: 'old-1',
  state: { kind: 'exited', exitCode: 0 },
})
const mount = { type: 'volume', source: '', destination: '/data', writable: true }
const volume = (name: string) => ({ ...mount, name })
const [first, second] = ['ab'.repeat(32), 'cd'.repeat(32)] as const
const withData = { ...stopped, mounts: [volume(first), volume(second)] }

function removal(containers: readonly ShownContainer[], given: Partial<Removal> = {}): Removal {
  return { containers, vanishing: new Set(), atOnce: false, withVolumes: false, ...given }
}

const asked = (...args: Parameters<typeof removal>) => removalQuestion(removal(...args), NOWHERE)

/** The engine in view needs no words. */
const NOWHERE = () => undefined

describe('how surely a removal must be meant', () => {
  test('a single stopped container takes a small question', () => {
    expect(removalTier(removal([stopped]))).toBe(1)
  })

  test('a running one takes a full dialog, and force where it goes at once', () => {
    expect(removalTier(removal([running]))).toBe(2)
    expect(needsForce(running)).toBe(true)
  })

  test('two stopped ones take a full dialog', () => {
    expect(removalTier(removal([stopped, { ...stopped, id: 't' }]))).toBe(2)
  })

  test('what is being removed already is not asked about again', () => {
    expect(removable([stopped, { ...running, state: { kind: 'removing' } }])).toEqual([stopped])
  })
})

describe('the question', () => {
  test('names a single container, and the button is the verb alone', () => {
    const { question, verb } = asked([stopped])
    expect(question).toBe('Remove container "old-1"?')
    expect(verb).toBe('Remove')
  })

  test('lists every one of several, and the button counts them', () => {
    const { objects, verb } = asked([running, stopped])
    expect(objects.map(({ name }) => name)).toEqual(['web-1', 'old-1'])
    expect(verb).toBe('Remove 2 containers')
  })

  test('says that the trash keeps it for an hour, and what is stopped for that', () => {
    expect(asked([stopped]).consequence).toMatch(/^It goes to the trash, .* for an hour/)
    expect(asked([running]).consequence).toMatch(/^It is stopped and goes to the trash/)
    expect(asked([running, stopped]).consequence).toContain('1 of them is stopped first.')
  })

  test('says how many will be killed where nothing goes to the trash', () => {
    const { consequence } = asked([running, stopped], { atOnce: true })
    expect(consequence).toContain('1 of them will be killed')
    expect(consequence).not.toContain('to the trash')
  })

  test('says first what cannot be undone, and names the volumes that go along', () => {
    const vanishing = { ...running, mounts: [{ ...mount, name: first }] }
    const { consequence, objects } = asked([vanishing], { vanishing: new Set([vanishing]) })
    expect(consequence).toMatch(/^It was made with "--rm".*This cannot be undone\.$/)
    expect(objects).toEqual([
      expect.objectContaining({ detail: expect.stringContaining('goes for good') }),
      { name: first, detail: 'anonymous volume' },
    ])
  })

  test('warns where Compose would start it again', () => {
    const labels = { 'com.docker.compose.project': 'shop' }
    expect(asked([{ ...stopped, labels }]).consequence).toContain(
      'Compose project "shop" owns it: "docker compose up"',
    )
    expect(asked([{ ...stopped, labels }], { atOnce: true }).consequence).not.toContain('Compose')
  })

  test('says on which engine, where several are shown', () => {
    const { question, objects } = removalQuestion(removal([stopped]), () => 'colima')
    expect(question).toBe('Remove container "old-1" on colima?')
    expect(objects[0]?.detail).toMatch(/ · on colima$/)
  })

  test('shows what is invisible in a name', () => {
    const evil = shownContainer({ name: 'a\u202Eb', state: { kind: 'created' } })
    expect(asked([evil]).question).not.toContain('\u202E')
  })

  test('about what is in the trash says that it is for good', () => {
    const aside = { kind: 'removed', isOurs: true, willRun: true } as const
    const { question, consequence } = asked([{ ...stopped, aside }])
    expect(question).toBe('Remove container "old-1" for good?')
    expect(consequence).toBe(
      'What was written inside, and not to a volume, is lost. This cannot be undone.',
    )
  })

  test('names the volumes that were to go with what is in the trash', () => {
    const aside = { kind: 'removed-with-volumes', isOurs: true, willRun: true } as const
    const { objects, consequence } = asked([{ ...withData, aside }])
    expect(objects.map(({ name }) => name)).toEqual(['old-1', first, second])
    expect(consequence).toContain('The data in 2 anonymous volumes is gone for good.')
  })
})

describe('the question with anonymous volumes', () => {
  const withVolumes = { withVolumes: true }

  test('names the volumes beside the containers, and says that their data has no copy', () => {
    const { objects, consequence } = asked([withData], withVolumes)
    expect(objects.map(({ name }) => name)).toEqual(['old-1', first, second])
    expect(consequence).toContain(
      'The data in 2 anonymous volumes is gone for good when the hour is over',
    )
  })

  test('takes the typed name of a single container', () => {
    const question = asked([withData], withVolumes)
    expect(question).toMatchObject({ tier: 3, typeToConfirm: 'old-1', verb: 'Remove' })
  })

  test('takes the typed count of all that goes where there are several', () => {
    const verb = 'Remove 2 containers and 2 volumes'
    const question = asked([running, withData], withVolumes)
    expect(question).toMatchObject({ tier: 3, typeToConfirm: '4', verb })
  })
})

test('only volumes that nobody named are offered for removal', () => {
  const container = shownContainer({
    mounts: [
      { ...mount, name: first },
      { ...mount, name: 'shop_data' },
      { ...mount, type: 'bind', name: '' },
    ],
  })
  expect(anonymousVolumes([container, container])).toEqual([first])
})
