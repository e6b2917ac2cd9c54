import { afterEach, expect, test, vi } from 'vitest'
import { headlessTerminal } from '../../xterm/headless-terminal.ts'
import { createFindHost } from '../../workers/log/find-host.ts'
import type { FindCommand, FindReport } from '../../workers/log/find-protocol.ts'
import { findWords, NO_QUERY, TerminalFind, type FindHost, type FoundIn } from './terminal-find.ts'

afterEach(() => void vi.useRealTimers())

/** The worker's own code, in place. */
function hostHere(): FindHost {
  const host: FindHost = {
    onmessage: null,
    postMessage: (command: FindCommand) => receive(command),
    terminate: () => {},
  }
  const receive = createFindHost((report) =>
    host.onmessage?.({ data: report } as MessageEvent<FindReport>),
  )
  return host
}

async function open(text: string, openHost = hostHere) {
  const { term, write } = headlessTerminal(true)
  term.resize(20, 5)
  await write(text)
  const find = new TerminalFind(term as unknown as FoundIn, openHost)
  return { find, term, write, words: () => findWords(find.state()) }
}

const query = (text: string, more: Partial<typeof NO_QUERY> = {}) => ({
  ...NO_QUERY,
  text,
  ...more,
})
const LINES = Array.from({ length: 30 }, (_, at) => `line ${at + 1}`).join('\r\n')

test('the last match above the lower edge is shown first, and one goes around the ends', async () => {
  const { find, words } = await open(LINES)
  find.find(query('line 1'))
  expect(words()).toBe('11 of 11 matches')
  find.step(1)
  expect(words()).toBe('1 of 11 matches')
  find.step(-1)
  expect(words()).toBe('11 of 11 matches')
})

test('a match that is out of sight is scrolled to, and marked in the row where it then is', async () => {
  const { find, term } = await open(LINES)
  find.find(query('line 7'))
  expect(find.onScreen()).toEqual([{ row: 2, column: 0, width: 6, isCurrent: true }])
  expect(term.buffer.active.viewportY).toBe(4)
})

test('case, whole words and expressions count', async () => {
  const { find, words } = await open('Error\r\nerrors\r\nan error')
  find.find(query('error'))
  expect(words()).toBe('3 of 3 matches')
  find.find(query('error', { matchCase: true }))
  expect(words()).toBe('2 of 2 matches')
  find.find(query('error', { wholeWord: true }))
  expect(words()).toBe('2 of 2 matches')
  find.find(query('^err.*s$', { isRegExp: true }))
  expect(words()).toBe('1 of 1 match')
  find.find(query('x*', { isRegExp: true }))
  expect(words()).toBe('No matches')
})

test('what is wrong with an expression is said, and the next one is looked for', async () => {
  const { find, words } = await open('a')
  find.find(query('(', { isRegExp: true }))
  expect(find.state().fault).toContain('Unterminated group')
  find.find(query('a'))
  expect(words()).toBe('1 of 1 match')
})

test('an expression that does not end is ended, and said so', async () => {
  const terminate = vi.fn<() => void>()
  const silent = (): FindHost => ({ onmessage: null, postMessage: () => {}, terminate })
  const { find } = await open('aaaa', silent)
  vi.useFakeTimers()
  find.find(query('(a+)+$', { isRegExp: true }))
  vi.advanceTimersByTime(2000)
  expect(terminate).toHaveBeenCalledOnce()
  expect(find.state().fault).toContain('takes too long')
})

test('new lines are searched too, and the match that one is at stays the same', async () => {
  const { find, words, write } = await open('one\r\none')
  find.find(query('one'))
  expect(words()).toBe('2 of 2 matches')
  await write('\r\none')
  await vi.waitFor(() => expect(words()).toBe('2 of 3 matches'))
})

test('marks stay on their text when the oldest rows give way', async () => {
  const { find, term, write } = await open('')
  await write(`${'x\r\n'.repeat(1000)}needle\r\n`)
  find.find(query('needle'))
  await write('y\r\n'.repeat(20))
  find.step(1)
  const [cells] = find.onScreen()
  const row = term.buffer.active.viewportY + (cells?.row ?? -1)
  expect(term.buffer.active.getLine(row)?.translateToString(true)).toBe('needle')
})

test('a search that is ended leaves no marks', async () => {
  const { find, words } = await open('one')
  find.find(query('one'))
  find.find(query(''))
  expect(words()).toBe('')
  expect(find.onScreen()).toEqual([])
})

test('of a line of many rows, drawing looks at those that are on screen, and at no others', async () => {
  const { find, term } = await open('ab'.repeat(8000))
  find.find(query('a'))
  const read = vi.spyOn(Object.getPrototypeOf(term.buffer.active), 'getLine')
  const found = find.onScreen()
  expect(read.mock.calls.length).toBeLessThanOrEqual(5)
  expect(found).toHaveLength(50)
  expect(found.at(-1)).toEqual({ row: 4, column: 18, width: 1, isCurrent: true })
  read.mockClear()
  find.find(query('a.*b', { isRegExp: true }))
  expect(find.onScreen().map(({ row }) => row)).toEqual([0, 1, 2, 3, 4])
  expect(read.mock.calls.length).toBeLessThanOrEqual(2000)
})

test('a worker that hangs is ended also where its search is given up', async () => {
  const terminate = vi.fn<() => void>()
  const silent = (): FindHost => ({ onmessage: null, postMessage: () => {}, terminate })
  const { find } = await open('aaaa', silent)
  find.find(query('(a+)+$', { isRegExp: true }))
  find.find(query(''))
  expect(terminate).toHaveBeenCalledOnce()
})

test('lines that are wrapped anew or cleared are searched again', async () => {
  const { find, term, words } = await open('one one one one one one\r\n')
  find.find(query('one'))
  term.resize(12, 5)
  await vi.waitFor(() => expect(find.onScreen().map(({ row }) => row)).toEqual([0, 0, 0, 1, 1, 1]))
  term.clear()
  await vi.waitFor(() => expect(words()).toBe('No matches'))
})

test('a search that another takes the place of leaves no marker in the terminal', async () => {
  const silent = (): FindHost => ({ onmessage: null, postMessage: () => {}, terminate: () => {} })
  const { find, term } = await open('one', silent)
  const register = vi.spyOn(term, 'registerMarker')
  for (const text of ['o', 'on', 'one']) find.find(query(text))
  find.close()
  expect(register.mock.results.map(({ value }) => value.isDisposed)).toEqual([true, true, true])
})
