import { expect, test, vi } from 'vitest'
import type { TerminalSize } from '#shared/contract/terminal.ts'
import { createResizer } from './resizer.ts'

const DOCKER = { isPodman: () => Promise.resolve(false) }

const size = (columns: number): TerminalSize => ({ columns, rows: 24 })

test('of sizes that come while one is being sent, only the newest follows', async () => {
  const sent: number[] = []
  let release = () => {}
  const resizer = createResizer(DOCKER, ({ columns }) => {
    sent.push(columns)
    return new Promise<void>((resolve) => (release = resolve))
  })
  void resizer.resize(size(80))
  await vi.waitUntil(() => sent.length === 1)
  for (const columns of [81, 82, 83]) void resizer.resize(size(columns))
  release()
  await vi.waitUntil(() => sent.length === 2)
  expect(sent).toEqual([80, 83])
})

test('a size that is refused while the shell starts is sent again', async () => {
  const send = vi.fn<(size: TerminalSize) => Promise<void>>()
  send.mockRejectedValueOnce(new Error('not started')).mockResolvedValue()
  await createResizer(DOCKER, send).resize(size(80))
  expect(send).toHaveBeenCalledTimes(2)
  expect(send).toHaveBeenLastCalledWith(size(80))
})

test('a resize is over once the engine has taken the size, not before', async () => {
  let release = () => {}
  let asked = false
  const resizer = createResizer(DOCKER, () => {
    asked = true
    return new Promise<void>((resolve) => (release = resolve))
  })
  const over = vi.fn()
  const resized = resizer.resize(size(80)).then(over)
  await vi.waitUntil(() => asked)
  expect(over).not.toHaveBeenCalled()
  release()
  await resized
  expect(over).toHaveBeenCalledOnce()
})

test('Podman, which may drop one of two that come at once, gets them apart, and the newest at the end', async () => {
  const sent: { readonly columns: number; readonly at: number }[] = []
  const resizer = createResizer({ isPodman: () => Promise.resolve(true) }, ({ columns }) => {
    sent.push({ columns, at: performance.now() })
    return Promise.resolve()
  })
  await resizer.resize(size(80))
  void resizer.resize(size(81))
  await resizer.resize(size(82))
  expect(sent.map(({ columns }) => columns)).toEqual([80, 82])
  // A timer may be a moment early.
  expect((sent[1]?.at ?? 0) - (sent[0]?.at ?? 0)).toBeGreaterThan(95)
})
