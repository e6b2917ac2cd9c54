import { CircleStop, Play } from 'lucide-react'
import { expect, test, vi } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import { toast } from '#ui/toast.tsx'
import { bindCommands, runShortcut, type Command } from './command.ts'

vi.mock('#ui/toast.tsx', () => ({ toast: vi.fn() }))

interface Box {
  readonly name: string
  readonly running: boolean
}

const stop = vi.fn()
const commands: readonly Command<Box>[] = [
  {
    id: 'box.stop',
    label: ({ length }) => `Stop ${length}`,
    icon: CircleStop,
    shortcut: 'S',
    appliesTo: (boxes) => boxes.some(({ running }) => running),
    run: stop,
  },
  {
    id: 'box.start',
    label: 'Start',
    icon: Play,
    shortcut: 'S',
    appliesTo: (boxes) => boxes.some(({ running }) => !running),
    run: () => {},
  },
]
const running: Box = { name: 'a', running: true }
const stopped: Box = { name: 'b', running: false }

test('only what applies is shown, with its label for these targets', () => {
  expect(bindCommands(commands, [running]).map(({ label }) => label)).toEqual(['Stop 1'])
  expect(bindCommands(commands, [running, stopped]).map(({ label }) => label)).toEqual([
    'Stop 2',
    'Start',
  ])
})

test('one key can mean two commands: the one that applies runs', () => {
  stop.mockClear()
  expect(runShortcut(commands, 'S', [stopped])).toBe(true)
  expect(stop).not.toHaveBeenCalled()
  expect(runShortcut(commands, 'S', [running])).toBe(true)
  expect(stop).toHaveBeenCalledWith([running])
  expect(runShortcut(commands, 'X', [running])).toBe(false)
})

test('a command that fails where nobody waits for it says so; one that was cancelled does not', async () => {
  const fails = (error: Error): Command<Box> => ({
    id: 'box.break',
    label: 'Break',
    icon: Play,
    shortcut: 'B',
    appliesTo: () => true,
    async run() {
      throw error
    },
  })
  runShortcut([fails(new EngineError({ code: 'cancelled', message: 'Cancelled' }))], 'B', [running])
  bindCommands([fails(new Error('The settings cannot be read'))], [running])[0]?.run()
  await vi.waitFor(() => expect(toast).toHaveBeenCalled())
  expect(vi.mocked(toast).mock.calls).toEqual([
    [{ kind: 'error', text: 'The settings cannot be read' }],
  ])
})
