import { beforeEach, expect, test, vi } from 'vitest'
import { createNotices } from '../../notices.ts'
import { createChosenPlaces } from '../../saving/chosen-places.ts'

const openExternal = vi.fn<(url: string) => Promise<void>>(async () => {})
const showMessageBox = vi.fn(async () => ({ response: answer }))
let answer: number
vi.mock('electron', () => ({
  BrowserWindow: { getFocusedWindow: () => null },
  dialog: { showMessageBox },
  shell: { openExternal },
}))
const { desktopHandlers } = await import('./handlers.ts')

const OPEN = 0
const CANCEL = 1
const call = { signal: new AbortController().signal }
const { openLink } = desktopHandlers({
  engines: { list: () => [] },
  menuListeners: new Set(),
  notices: createNotices(),
  chosen: createChosenPlaces(),
})

beforeEach(() => {
  answer = CANCEL
  openExternal.mockClear()
  showMessageBox.mockClear()
})

test('a published port opens without a question', async () => {
  await openLink({ url: 'http://localhost:8080', ask: false }, call)
  expect(openExternal).toHaveBeenCalledExactlyOnceWith('http://localhost:8080/')
  expect(showMessageBox).not.toHaveBeenCalled()
})

test('any other place is asked about, whatever the window says', async () => {
  await openLink({ url: 'https://example.org/', ask: false }, call)
  expect(showMessageBox).toHaveBeenCalledTimes(1)
  expect(openExternal).not.toHaveBeenCalled()
})

test('a link in what a container wrote is always asked about', async () => {
  answer = OPEN
  await openLink({ url: 'http://localhost:8080/', ask: true }, call)
  expect(showMessageBox).toHaveBeenCalledTimes(1)
  expect(openExternal).toHaveBeenCalledTimes(1)
})
