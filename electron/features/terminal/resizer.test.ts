import { expect, test, vi } from 'vitest'
import type { TerminalSize } from '#shared/contract/terminal.ts'
import { createResizer } from './resizer.ts'

const size = (columns: number): TerminalSize => ({ columns, rows: 24 })

test('of sizes that come while one is being sent, only the newest follows', async () => {
  const sent: number[] = []
  let release = () => {}
  const resizer = createResizer(({ columns }) => {
    sent.push(columns)
    return new Promise<void>((resolve) => (release = resolve))
  })
  for (const columns of [80, 81, 82, 83]) void resizer.resize(size(columns))
  release()
  await vi.waitUntil(() => sent.length === 2)
  expect(sent).toEqual([80, 83])
})

test('a size that is refused while the shell starts is sent again', async () => {
  const send = vi.fn<(size: TerminalSize) => Promise<void>>()
  send.mockRejectedValueOnce(new Error('not started')).mockResolvedValue()
  await createResizer(send).resize(size(80))
  expect(send).toHaveBeenCalledTimes(2)
  expect(send).toHaveBeenLastCalledWith(size(80))
})

test('a resize is over once the engine has taken the size, not before', async () => {
  let release = () => {}
  const resizer = createResizer(() => new Promise<void>((resolve) => (release = resolve)))
  const over = vi.fn()
  const resized = resizer.resize(size(80)).then(over)
  await Promise.resolve()
  expect(over).not.toHaveBeenCalled()
  release()
  await resized
  expect(over).toHaveBeenCalledOnce()
})
