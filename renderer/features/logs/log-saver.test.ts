import { expect, test, vi } from 'vitest'
import type { SaveWish } from '../../workers/log/protocol.ts'
import type { SavedLog } from '../../workers/log/save-log.ts'
import type { LogKeeper } from './log-keeper.ts'
import { LogSaver, type SavingState } from './log-saver.ts'
import { savedWords, savingWords } from './saving-words.ts'

const FILE = { file: 'abc', name: 'web-1.log' }
const WHOLE: SaveWish = {
  format: 'plain',
  keepsColours: true,
  container: 'web-1',
  shownAfter: undefined,
}
const SAVED: SavedLog = { bytes: 9, path: '/tmp/web-1.log', lines: 3, missed: 0, isLost: false }

function saverOf({ isWhole = true, isShownWhole = true } = {}) {
  const log = { isWhole, isShownWhole }
  const states: (SavingState | undefined)[] = []
  const close = vi.fn<() => void>()
  let settle: { resolve(saved: SavedLog): void; reject(cause: unknown): void } | undefined
  const save = vi.fn<LogKeeper['save']>(({ onProgress }) => {
    onProgress(2)
    return { ended: new Promise((resolve, reject) => (settle = { resolve, reject })), close }
  })
  const extent = { first: -1, end: 2 } as LogKeeper['extent']
  const saver = new LogSaver({
    keeper: { extent, save },
    openPort: () => ({}) as MessagePort,
    isWhole: () => log.isWhole,
    isShownWhole: () => log.isShownWhole,
    onChange: (state) => states.push(state),
  })
  const written = async () => {
    await vi.waitFor(() => expect(save).toHaveBeenCalled())
    return settle
  }
  return { saver, log, states, save, close, written }
}

test('a log is saved, and how far it is is told until the end', async () => {
  const { saver, states, written } = saverOf()
  const saved = saver.save(FILE, WHOLE)
  ;(await written())?.resolve(SAVED)
  expect(await saved).toEqual(SAVED)
  expect(states).toContainEqual({ name: 'web-1.log', isWaiting: false, lines: 2, total: 3 })
  expect(states.at(-1)).toBeUndefined()
})

test('the whole log waits for its older lines, and what is shown does not', async () => {
  const { saver, log, save, states } = saverOf({ isWhole: false })
  void saver.save(FILE, WHOLE)
  expect(states.at(-1)?.isWaiting).toBe(true)
  saver.notice()
  await Promise.resolve()
  expect(save).not.toHaveBeenCalled()
  log.isWhole = true
  saver.notice()
  await vi.waitFor(() => expect(save).toHaveBeenCalled())
  const other = saverOf({ isWhole: false })
  void other.saver.save(FILE, { ...WHOLE, shownAfter: 0 })
  await vi.waitFor(() => expect(other.save).toHaveBeenCalled())
})

test('what is shown waits until it is known of all lines whether they are', async () => {
  const { saver, log, save } = saverOf({ isShownWhole: false })
  void saver.save(FILE, { ...WHOLE, shownAfter: 0 })
  saver.notice()
  await Promise.resolve()
  expect(save).not.toHaveBeenCalled()
  log.isShownWhole = true
  saver.notice()
  await vi.waitFor(() => expect(save).toHaveBeenCalled())
})

test('lines that are shown anew end a saving of those before, and none of the whole log', async () => {
  const shown = saverOf()
  const saved = shown.saver.save(FILE, { ...WHOLE, shownAfter: 0 })
  await shown.written()
  shown.saver.noticeOthersShown()
  await expect(saved).rejects.toMatchObject({ code: 'conflict' })
  expect(shown.close).toHaveBeenCalled()
  const whole = saverOf()
  const all = whole.saver.save(FILE, WHOLE)
  const settle = await whole.written()
  whole.saver.noticeOthersShown()
  settle?.resolve(SAVED)
  expect(await all).toEqual(SAVED)
})

test('given up, it is closed and says nothing, whether it waits or writes', async () => {
  const writing = saverOf()
  const given = writing.saver.save(FILE, WHOLE)
  await writing.written()
  writing.saver.cancel()
  expect(await given).toBeUndefined()
  expect(writing.close).toHaveBeenCalled()
  const waiting = saverOf({ isWhole: false })
  const early = waiting.saver.save(FILE, WHOLE)
  waiting.saver.cancel()
  expect(await early).toBeUndefined()
  expect(waiting.save).not.toHaveBeenCalled()
})

test('what goes wrong is told to whoever saves, and another may be saved', async () => {
  const { saver, written, save } = saverOf()
  const failed = saver.save(FILE, WHOLE)
  ;(await written())?.reject(new Error('the disk is full'))
  await expect(failed).rejects.toThrow('full')
  void saver.save(FILE, WHOLE)
  await vi.waitFor(() => expect(save).toHaveBeenCalledTimes(2))
})

test('words say how far it is, and what the file lacks', () => {
  const state = { name: 'web-1.log', isWaiting: false, lines: 2000, total: 3000 }
  expect(savingWords(state)).toBe('Saving "web-1.log": 2,000 of 3,000 lines')
  expect(savingWords({ ...state, isWaiting: true })).toContain('once the older lines are there')
  expect(savedWords(SAVED, { file: 'web-1.log', isOlderMissing: false })).toMatchObject({
    kind: 'success',
    text: 'Saved 3 lines in "web-1.log"',
  })
  const lacking = savedWords({ ...SAVED, missed: 2 }, { file: 'x', isOlderMissing: true })
  expect(lacking).toMatchObject({
    kind: 'error',
    text: 'Saved 3 lines in "x", without older lines that could not be read and 2 lines that gave way meanwhile',
  })
})
