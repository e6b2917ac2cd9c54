import { afterEach, expect, test, vi } from 'vitest'
import { UNASKED, Yes } from '#lib/consent.ts'
import { confirm, type ConfirmOptions } from '#ui/confirm.tsx'
import { agree } from './agree.ts'

vi.mock('#ui/confirm.tsx', () => ({ confirm: vi.fn() }))
vi.mock('./queries.ts', () => ({
  connectionOf: (id: string) => ({ id, mode: id === 'shared' ? 'confirm' : 'full' }),
}))

const QUESTION: ConfirmOptions = { tier: 1, question: 'Start "web"?', objects: [], verb: 'Start' }
const DEV = { connection: 'dev' }
const SHARED = { connection: 'shared' }
const yes = new Yes()
const question = vi.fn(() => QUESTION)

afterEach(() => {
  vi.resetAllMocks()
})

test('nobody is asked where nothing takes a yes, and no question is made', async () => {
  expect(await agree([DEV], { question, always: false })).toBe(UNASKED)
  expect(question).not.toHaveBeenCalled()
})

test('a connection that confirms everything asks for all that are acted on together', async () => {
  vi.mocked(confirm).mockResolvedValue(yes)
  question.mockReturnValue(QUESTION)
  expect(await agree([DEV, SHARED], { question, always: false })).toBe(yes)
  expect(confirm).toHaveBeenCalledExactlyOnceWith(QUESTION)
})

test('what always takes a yes takes it on any connection, and a no is a no', async () => {
  vi.mocked(confirm).mockResolvedValue(undefined)
  expect(await agree([DEV], { question, always: true })).toBeUndefined()
  expect(confirm).toHaveBeenCalledOnce()
})
