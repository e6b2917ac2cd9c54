import { beforeEach, expect, test, vi } from 'vitest'
import { toast } from '#ui/toast.tsx'
import { useDock } from './dock-store.ts'
import { tabLabel, tellEngines } from './dock-tab.ts'

const shells = vi.hoisted(() => ({
  opened: 0,
  ended: [] as string[],
  reconnected: [] as string[],
  agrees: true,
  adopt: undefined as ((session: unknown) => void) | undefined,
}))

vi.mock('#features/terminal', () => ({
  PLAIN_SHELL: { kind: 'shell' },
  programTitle: ({ kind }: { kind: string }) =>
    kind === 'shell' ? 'Terminal' : kind.charAt(0).toUpperCase() + kind.slice(1),
  isSameProgram: (one: { kind: string }, other: object) =>
    one.kind !== 'debug' && JSON.stringify(one) === JSON.stringify(other),
  openProgramsBy: () => {},
  openSession: (target: object, _consent: unknown, program?: object) => ({
    id: `shell-${(shells.opened += 1)}`,
    target,
    program,
  }),
  agreeToShell: async () => (shells.agrees ? 'unasked' : undefined),
  sessionOf: (id: string) => ({ id }),
  reconnectSession: async ({ id }: { id: string }) => void shells.reconnected.push(id),
  endSession: (id: string) => shells.ended.push(id),
  adoptSessions: (adopter: (session: unknown) => void) => (shells.adopt = adopter),
}))

vi.mock('#ui/toast.tsx', () => ({ toast: vi.fn() }))

const WEB = { connection: 'local', id: 'abc', name: 'web-1' }
const DB = { connection: 'local', id: 'def', name: 'db-1' }
const REMOTE_WEB = { connection: 'remote', id: 'abc', name: 'web-1' }

const dock = () => useDock.getState()
const labels = () =>
  tellEngines(dock().tabs, (connection) => connection.toUpperCase()).map(tabLabel)
const activeLabel = () =>
  dock()
    .tabs.filter(({ id }) => id === dock().active)
    .map(tabLabel)

beforeEach(() => {
  useDock.setState({ tabs: [], active: undefined, expanded: false, maximised: false, focusWish: 0 })
  Object.assign(shells, { opened: 0, ended: [], reconnected: [], agrees: true })
})

test('logs open in a tab of their own, once a container', () => {
  dock().openLogs(WEB)
  dock().openLogs(DB)
  dock().openLogs({ ...WEB })
  expect(labels()).toEqual(['Logs: web-1', 'Logs: db-1'])
  expect(activeLabel()).toEqual(['Logs: web-1'])
  expect(dock().expanded).toBe(true)
})

test('the same container on another engine is another one', () => {
  dock().openLogs(WEB)
  dock().openLogs(REMOTE_WEB)
  expect(dock().tabs).toHaveLength(2)
})

test('each opening asks for the focus', () => {
  dock().openLogs(WEB)
  const before = dock().focusWish
  dock().openLogs(WEB)
  expect(dock().focusWish).toBeGreaterThan(before)
})

test('a terminal that is there is shown again, and a second one only when it is asked for', async () => {
  await dock().openTerminal(WEB)
  await dock().openTerminal(WEB)
  expect(labels()).toEqual(['Terminal: web-1'])
  expect(shells.reconnected).toEqual(['shell-1'])
  await dock().openNewTerminal(WEB)
  expect(labels()).toEqual(['Terminal: web-1', 'Terminal: web-1 (2)'])
})

test('without a yes there is no shell, and no tab for it', async () => {
  shells.agrees = false
  await dock().openTerminal(WEB)
  await dock().openNewTerminal(WEB)
  expect(dock().tabs).toEqual([])
  expect(shells.opened).toBe(0)
})

test('being attached is another tab than a shell, once a container; debug shells are many', async () => {
  const debug = { kind: 'debug', image: 'busybox:local' } as const
  await dock().openTerminal(WEB)
  await dock().openTerminal(WEB, { kind: 'attach' })
  await dock().openTerminal(WEB, debug)
  await dock().openTerminal(WEB, debug)
  await dock().openTerminal(WEB, { kind: 'attach' })
  await dock().openTerminal(WEB, { kind: 'shell', user: '0' })
  expect(labels()).toEqual([
    'Terminal: web-1',
    'Attach: web-1',
    'Debug: web-1',
    'Debug: web-1 (2)',
    'Terminal: web-1 (2)',
  ])
})

test('closing a terminal ends its shell, and the neighbour is shown', async () => {
  dock().openLogs(WEB)
  await dock().openTerminal(WEB)
  dock().openLogs(DB)
  dock().activate('shell-1')
  dock().close('shell-1')
  expect(shells.ended).toEqual(['shell-1'])
  expect(activeLabel()).toEqual(['Logs: db-1'])
})

test('closing the last tab leaves no dock', () => {
  dock().openLogs(WEB)
  dock().toggleMaximised()
  dock().close(dock().active ?? '')
  expect(dock()).toMatchObject({ tabs: [], expanded: false, maximised: false, active: undefined })
})

test('the next tab after the last is the first', () => {
  dock().openLogs(WEB)
  dock().openLogs(DB)
  dock().activateNext(1)
  expect(activeLabel()).toEqual(['Logs: web-1'])
  dock().activateNext(-1)
  expect(activeLabel()).toEqual(['Logs: db-1'])
})

test('a dock without tabs does not open', () => {
  dock().toggle()
  dock().toggleMaximised()
  expect(dock()).toMatchObject({ expanded: false, maximised: false })
})

test('a shell whose pane has gone gets a tab, and what is read in the dock stays in view', () => {
  dock().openLogs(WEB)
  const before = dock().focusWish
  shells.adopt?.({ id: 'shell-9', target: DB })
  expect(labels()).toEqual(['Logs: web-1', 'Terminal: db-1'])
  expect(activeLabel()).toEqual(['Logs: web-1'])
  expect(dock().focusWish).toBe(before)
})

test('a shell that comes into a closed dock leaves it closed, and a toast leads there', () => {
  shells.adopt?.({ id: 'shell-9', target: DB })
  expect(dock().expanded).toBe(false)
  const said = vi.mocked(toast).mock.lastCall?.[0]
  expect(said?.text).toBe('The shell in "db-1" goes on in the dock')
  said?.action?.run()
  expect(dock().expanded).toBe(true)
  expect(activeLabel()).toEqual(['Terminal: db-1'])
})

test('the toast of a shell whose tab was closed meanwhile leads nowhere', () => {
  shells.adopt?.({ id: 'shell-9', target: DB })
  dock().close('shell-9')
  vi.mocked(toast).mock.lastCall?.[0].action?.run()
  expect(dock().tabs).toEqual([])
})

test('a tab has the name that its container has now', async () => {
  dock().openLogs(WEB)
  await dock().openTerminal(WEB)
  await dock().openNewTerminal(WEB)
  dock().openLogs(REMOTE_WEB)
  dock().follow('local', [{ id: 'abc', name: 'api-1' }])
  expect(labels()).toEqual(['Logs: api-1', 'Terminal: api-1', 'Terminal: api-1 (2)', 'Logs: web-1'])
})

test('tabs of different containers never have the same label', () => {
  dock().openLogs(WEB)
  dock().openLogs(REMOTE_WEB)
  dock().openLogs(DB)
  expect(labels()).toEqual(['Logs: web-1 on LOCAL', 'Logs: web-1 on REMOTE', 'Logs: db-1'])
  dock().follow('local', [WEB, { id: 'def', name: 'web-1' }])
  expect(new Set(labels()).size).toBe(3)
})

test('a tab knows that its container is gone, and keeps its name', () => {
  dock().openLogs(WEB)
  dock().openLogs(REMOTE_WEB)
  dock().follow('local', [DB])
  expect(dock().tabs.map(({ gone }) => gone)).toEqual([true, false])
  expect(labels()).toEqual(['Logs: web-1 on LOCAL', 'Logs: web-1 on REMOTE'])
})

test('a list that says nothing new changes nothing', () => {
  dock().openLogs(WEB)
  const before = dock().tabs
  dock().follow('local', [WEB, DB])
  expect(dock().tabs).toBe(before)
})
