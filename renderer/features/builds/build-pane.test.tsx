import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Build, BuildNews, BuildStep } from '#shared/contract/builds.ts'
import { EngineError } from '#shared/errors.ts'
import type { TextEditorProps } from '#ui/text-editor/index.tsx'
import { aBuild } from './build.fixture.ts'

/** There is no layout here to be told of. */
class NoSizes {
  observe() {}
  unobserve() {}
  disconnect() {}
}
vi.stubGlobal('ResizeObserver', NoSizes)

const follow = vi.fn()
const dockerfile = vi.fn()
const copyText = vi.fn()
vi.mock('../../ipc/client.ts', () => ({
  engine: { builds: { follow, dockerfile }, desktop: { copyText }, settings: {} },
}))
const buildAgain = vi.fn()
vi.mock('./build-again.ts', () => ({ buildAgain }))
vi.mock('#ui/text-editor/index.tsx', () => ({
  TextEditor: ({ label, text, marked }: TextEditorProps) => (
    <pre aria-label={label}>{`${text}|${marked?.line}|${marked?.text}`}</pre>
  ),
}))
const { BuildPane } = await import('./build-pane.tsx')

const STEPS: readonly BuildStep[] = [
  { id: 's1', name: 'FROM busybox', line: 1, state: 'cached', parts: [] },
  { id: 's2', name: 'RUN make', line: 2, state: 'failed', parts: [] },
  { id: 's3', name: 'RUN true', line: 3, state: 'not-run', parts: [] },
]
const FAILED = aBuild({
  state: {
    kind: 'failed',
    line: 2,
    error: {
      code: 'refused',
      message: 'Cannot build "app:1": step "RUN make" failed',
      engineMessage: 'exit code: 2',
      hint: 'Look at its log.',
    },
  },
})
const line = (step: string, text: string) => ({ step, text, isError: false })
const NEWS: BuildNews = {
  build: FAILED,
  steps: STEPS,
  lines: [line('s1', 'pulled'), line('s2', 'no rule'), line('s2', 'evil\u202e\u001b[2J')],
}

let tell: (news: BuildNews) => void
beforeEach(() => {
  dockerfile.mockResolvedValue('FROM busybox\nRUN make\nRUN true\n')
  follow.mockImplementation((_input: unknown, { onValue }: { onValue: typeof tell }) => {
    tell = onValue
    return () => {}
  })
})
afterEach(() => {
  cleanup()
  for (const call of [follow, dockerfile, copyText, buildAgain]) call.mockReset()
})

function Pane({ build }: { readonly build: Build }) {
  const [tab, setTab] = useState('overview')
  return (
    <BuildPane
      row={build}
      commands={[]}
      access={() => ({ kind: 'allowed' }) as never}
      full
      tab={tab}
      onTabChange={setTab}
      onClose={() => {}}
    />
  )
}

async function draw(news: BuildNews): Promise<void> {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Pane build={news.build} />
    </QueryClientProvider>,
  )
  await say(news)
}

/** What comes is drawn with the next frame. */
async function say(news: BuildNews): Promise<void> {
  await act(async () => {
    tell(news)
    await new Promise((resolve) => requestAnimationFrame(resolve))
  })
}

const log = (name: string) => screen.getByRole('log', { name })
const tab = (name: string) => fireEvent.click(screen.getByRole('tab', { name }))

test('a build that failed opens its failed step, with its log and what can be done', async () => {
  await draw(NEWS)
  const alert = screen.getByRole('alert')
  expect(alert.textContent).toContain('step "RUN make" failed')
  expect(alert.textContent).toContain('exit code: 2')
  expect(alert.textContent).toContain('Look at its log.')
  expect(log('Log of RUN make').textContent).toBe('no ruleevil⟨202E⟩␛[2J')
  fireEvent.click(within(alert).getByRole('button', { name: 'Build again…' }))
  expect(buildAgain).toHaveBeenCalledWith(FAILED)
})

test('a step leads to its line of the Dockerfile, and the line back to it', async () => {
  await draw(NEWS)
  fireEvent.click(screen.getByRole('button', { name: 'Line 2 of the Dockerfile' }))
  const text = await screen.findByLabelText('Dockerfile of the build')
  expect(text.textContent).toBe('FROM busybox\nRUN make\nRUN true\n|2|exit code: 2')
  fireEvent.click(screen.getByRole('button', { name: 'Step of line 2' }))
  expect(log('Log of RUN make')).toBeDefined()
})

test('of an archive that only the engine could unpack, it is said why no lines are known', async () => {
  dockerfile.mockRejectedValue(
    new EngineError({ code: 'refused', message: 'nothing here unpacks xz' }),
  )
  const from = { kind: 'archive', path: '/home/me/app.tar.xz' } as const
  await draw({ ...NEWS, build: { ...FAILED, from } })
  tab('Dockerfile')
  expect(await screen.findByText(/nothing here unpacks xz.*no step says its line/)).toBeDefined()
})

test('the step that runs is followed until somebody chooses one', async () => {
  const running = { ...FAILED, state: { kind: 'running' as const } }
  const [first, second, third] = STEPS as [BuildStep, BuildStep, BuildStep]
  await draw({ build: running, steps: [{ ...first, state: 'running' }, second], lines: NEWS.lines })
  const steps = [
    first,
    { ...second, state: 'running' as const },
    { ...third, state: 'waiting' as const },
  ]
  await say({ build: running, steps, lines: [] })
  expect(log('Log of RUN make')).toBeDefined()
  fireEvent.click(screen.getByRole('row', { name: 'FROM busybox' }))
  await say({ build: running, steps, lines: [line('s2', 'more')] })
  expect(log('Log of FROM busybox').textContent).toBe('pulled')
})

test('the whole log is filtered and copied', async () => {
  await draw({ ...NEWS, droppedLines: 3 })
  tab('Log')
  expect(screen.getByText('3 lines before these are not kept.')).toBeDefined()
  expect(log('Log').textContent).toContain('#1pulled#2no rule')
  fireEvent.change(screen.getByRole('searchbox', { name: 'Filter log' }), {
    target: { value: 'RULE' },
  })
  expect(await screen.findByText('1 of 3 lines')).toBeDefined()
  fireEvent.click(screen.getByRole('button', { name: 'Copy log' }))
  expect(copyText).toHaveBeenCalledWith({ text: 'no rule' })
})

test('of fifty thousand lines only those in view are drawn', async () => {
  const many = Array.from({ length: 50_000 }, (_, index) => line('s2', `line ${index}`))
  await draw({ ...NEWS, lines: many })
  tab('Log')
  expect(screen.getByText('50,000 lines')).toBeDefined()
  const drawn = log('Log').querySelectorAll('bdi').length
  expect(drawn).toBeGreaterThan(10)
  expect(drawn).toBeLessThan(100)
})

test('settings say what was not kept', async () => {
  const settings = {
    ...FAILED.settings,
    args: [{ name: 'VERSION', value: '1' }, { name: 'TOKEN' }],
    secrets: ['npm'],
  }
  await draw({ ...NEWS, build: { ...FAILED, settings } })
  tab('Settings')
  const table = screen.getByRole('table', { name: 'Settings of the build' }).textContent
  expect(table).toContain('Argument VERSION1')
  expect(table).toContain('Argument TOKENnot kept')
  expect(table).toContain('Secret npmnot kept')
})
