import { expect, test, vi } from 'vitest'
import { engine } from '../../ipc/client.ts'
import { findVanishing } from './find-vanishing.ts'
import { shownContainer } from './shown-container.fixture.ts'

vi.mock('../../ipc/client.ts', () => ({ engine: { containers: { vanishing: vi.fn() } } }))
const { vanishing } = vi.mocked(engine.containers)

test('each engine is asked once, about its own', async () => {
  const here = shownContainer({ id: 'a' })
  const there = shownContainer({ id: 'a', connection: 'other' })
  vanishing.mockImplementation(async ({ connection }) => (connection === 'other' ? ['a'] : []))
  expect(await findVanishing([here, there])).toEqual(new Set([there]))
  expect(vanishing.mock.calls.map(([input]) => input)).toEqual([
    { connection: 'default', ids: ['a'] },
    { connection: 'other', ids: ['a'] },
  ])
})
