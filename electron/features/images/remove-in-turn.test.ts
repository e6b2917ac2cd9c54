import { expect, test } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import { removeInTurn } from './remove-in-turn.ts'

const conflict = (message: string) => new EngineError({ code: 'conflict', message })

/** Removes these where each answers so; what was asked and told comes back. */
async function run(
  targets: readonly string[],
  answer: (target: string) => EngineError | undefined,
  mayWait: (target: string) => boolean = () => true,
) {
  const [asked, told, waited]: string[][] = [[], [], []]
  let [now, most] = [0, 0]
  await removeInTurn(targets, {
    mayWait,
    async remove(target) {
      asked?.push(target)
      most = Math.max(most, (now += 1))
      await Promise.resolve()
      now -= 1
      return answer(target)
    },
    onWait: (target) => waited?.push(target),
    onSettled: (target, error) => told?.push(error ? `${target}: ${error.message}` : target),
  })
  return { asked, told, waited, most }
}

test('one goes at a time, in the order that is given', async () => {
  const { asked, told, most } = await run(['top', 'middle', 'base'], () => undefined)
  expect(asked).toEqual(['top', 'middle', 'base'])
  expect(told).toEqual(asked)
  expect(most).toBe(1)
})

test('what had to wait for another one is tried again, and what nobody helps is told once', async () => {
  const gone = new Set<string>()
  const needs: Readonly<Record<string, string>> = { parent: 'child', used: 'never' }
  const { asked, told, waited } = await run(['used', 'parent', 'child'], (target) => {
    const needed = needs[target]
    if (needed !== undefined && !gone.has(needed)) return conflict(`waits for ${needed}`)
    gone.add(target)
    return undefined
  })
  expect(told).toEqual(['child', 'parent', 'used: waits for never'])
  expect(asked?.filter((target) => target === 'used')).toHaveLength(3)
  expect(waited).toEqual(['used', 'parent', 'used', 'used'])
})

test('what is refused for good is not tried again', async () => {
  const refused = new EngineError({ code: 'refused', message: 'it leads elsewhere' })
  const { asked, told } = await run(['moved', 'other'], (target) =>
    target === 'moved' ? refused : undefined,
  )
  expect(asked).toEqual(['moved', 'other'])
  expect(told).toEqual(['moved: it leads elsewhere', 'other'])
})

test('what does not wait for others is told at once, and not tried again', async () => {
  const answer = (target: string) => (target === 'volume' ? conflict('in use') : undefined)
  const { asked, told, waited } = await run(['volume', 'image'], answer, (one) => one !== 'volume')
  expect(asked).toEqual(['volume', 'image'])
  expect(told).toEqual(['volume: in use', 'image'])
  expect(waited).toEqual([])
})
