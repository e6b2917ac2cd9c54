import { beforeEach, expect, test, vi } from 'vitest'
import { SavedDock } from '#shared/contract/dock.ts'
import { toast } from '#ui/toast.tsx'
import { activeTab, useDock } from './dock-store.ts'
import { tabLabel, tellEngines } from './dock-tab.ts'
import { groupsOf, groupWith } from './dock-tree.ts'
import { toSaved } from './saved-dock.ts'

const shells = vi.hoisted(() => ({
  opened: 0,
  ended: [] as string[],
  reconnected: [] as string[],
  given: [] as (string | undefined)[],
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
  withoutNotes: (program: object) => program,
  withoutSecrets: (program: object) => program,
  agreeToShell: async () => (shells.agrees ? 'unasked' : undefined),
  sessionOf: (id: string) => ({ id }),
  async reconnectSession({ id }: { id: string }, consent?: string) {
    shells.reconnected.push(id)
    shells.given.push(consent)
  },
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
const activeLabel = () => {
  const tab = activeTab(dock())
  return tab && tabLabel(tab)
}
/** The labels of each group, as they are read. */
const groupLabels = () =>
  groupsOf(dock().layout).map(({ tabs }) =>
    tabs.map((id) =>
      dock()
        .tabs.filter((tab) => tab.id === id)
        .map(tabLabel)
        .join(),
    ),
  )
const tabId = (label: string) => dock().tabs.find((tab) => tabLabel(tab) === label)?.id ?? ''
const groupOf = (label: string) => groupWith(dock().layout, tabId(label))?.id ?? ''

const NO_DOCK = useDock.getState()

beforeEach(() => {
  useDock.setState(NO_DOCK, true)
  Object.assign(shells, { opened: 0, ended: [], reconnected: [], given: [], agrees: true })
})

test('logs open in a tab of their own, once a container', () => {
  dock().openLogs(WEB)
  dock().openLogs(DB)
  dock().openLogs({ ...WEB })
  expect(labels()).toEqual(['Logs: web-1', 'Logs: db-1'])
  expect(activeLabel()).toBe('Logs: web-1')
  expect(dock().expanded).toBe(true)
})

test('the same container on another engine is another one', () => {
  dock().openLogs(WEB)
  dock().openLogs(REMOTE_WEB)
  expect(dock().tabs).toHaveLength(2)
})

test('each opening asks for the focus', () => {
  dock().openLogs(WEB)
  const before = dock().focus.wish
  dock().openLogs(WEB)
  expect(dock().focus.wish).toBeGreaterThan(before)
})

test('a terminal that is there is shown again, and a second one only when it is asked for', async () => {
  await dock().openTerminal(WEB)
  await dock().openTerminal(WEB)
  expect(labels()).toEqual(['Terminal: web-1'])
  expect(shells.reconnected).toEqual(['shell-1'])
  await dock().openNewTerminal(WEB)
  expect(labels()).toEqual(['Terminal: web-1', 'Terminal: web-1 (2)'])
})

test('what they have agreed to starts in the tab that is there, and they are not asked again', async () => {
  await dock().openTerminal(WEB)
  await dock().openTerminal(WEB, undefined, 'unasked')
  expect(shells).toMatchObject({ opened: 1, reconnected: ['shell-1'], given: ['unasked'] })
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
  dock().activate(tabId('Terminal: web-1'))
  dock().close(tabId('Terminal: web-1'))
  expect(shells.ended).toEqual(['shell-1'])
  expect(activeLabel()).toBe('Logs: db-1')
})

test('closing the last tab leaves no dock', () => {
  dock().openLogs(WEB)
  dock().toggleMaximised()
  dock().close(tabId('Logs: web-1'))
  expect(dock()).toMatchObject({ tabs: [], expanded: false, maximised: false, layout: undefined })
})

test('the next tab after the last is the first', () => {
  dock().openLogs(WEB)
  dock().openLogs(DB)
  dock().visitNext(1)
  expect(activeLabel()).toBe('Logs: web-1')
  dock().visitNext(-1)
  expect(activeLabel()).toBe('Logs: db-1')
})

test('a dock without tabs does not open', () => {
  dock().toggle()
  dock().toggleMaximised()
  expect(dock()).toMatchObject({ expanded: false, maximised: false })
})

test('a shell whose pane has gone gets a tab, and what is read in the dock stays in view', () => {
  dock().openLogs(WEB)
  const before = dock().focus.wish
  shells.adopt?.({ id: 'shell-9', target: DB, program: { kind: 'shell' } })
  expect(labels()).toEqual(['Logs: web-1', 'Terminal: db-1'])
  expect(activeLabel()).toBe('Logs: web-1')
  expect(dock().focus.wish).toBe(before)
})

test('a shell that comes into a closed dock leaves it closed, and a toast leads there', () => {
  shells.adopt?.({ id: 'shell-9', target: DB, program: { kind: 'shell' } })
  expect(dock().expanded).toBe(false)
  const said = vi.mocked(toast).mock.lastCall?.[0]
  expect(said?.text).toBe('The shell in "db-1" goes on in the dock')
  said?.action?.run()
  expect(dock().expanded).toBe(true)
  expect(activeLabel()).toBe('Terminal: db-1')
})

test('the toast of a shell whose tab was closed meanwhile leads nowhere', () => {
  shells.adopt?.({ id: 'shell-9', target: DB, program: { kind: 'shell' } })
  dock().close(tabId('Terminal: db-1'))
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

test('a tab is split off, and what opens next opens beside it', async () => {
  dock().openLogs(WEB)
  dock().openLogs(DB)
  dock().move(tabId('Logs: db-1'), { group: groupOf('Logs: web-1'), edge: 'right' })
  await dock().openTerminal(WEB)
  expect(groupLabels()).toEqual([['Logs: web-1'], ['Logs: db-1', 'Terminal: web-1']])
  dock().enterGroup(groupOf('Logs: web-1'))
  await dock().openTerminal(DB)
  expect(groupLabels()).toEqual([
    ['Logs: web-1', 'Terminal: db-1'],
    ['Logs: db-1', 'Terminal: web-1'],
  ])
})

test('moving a terminal neither ends its shell nor starts one', async () => {
  dock().openLogs(WEB)
  await dock().openTerminal(WEB)
  dock().move(tabId('Terminal: web-1'), { group: groupOf('Logs: web-1'), edge: 'bottom' })
  dock().move(tabId('Terminal: web-1'), { group: groupOf('Logs: web-1'), index: 0 })
  expect(shells).toMatchObject({ opened: 1, ended: [], reconnected: [] })
  expect(groupLabels()).toEqual([['Terminal: web-1', 'Logs: web-1']])
})

test('the next tab may be in another group', () => {
  dock().openLogs(WEB)
  dock().openLogs(DB)
  dock().move(tabId('Logs: db-1'), { group: groupOf('Logs: web-1'), edge: 'right' })
  dock().visitNext(1)
  expect(activeLabel()).toBe('Logs: web-1')
  dock().visitNext(1)
  expect(activeLabel()).toBe('Logs: db-1')
})

test('after a restart all is where it was, and no shell is started', async () => {
  dock().openLogs(WEB)
  await dock().openTerminal(WEB)
  await dock().openNewTerminal(DB)
  dock().move(tabId('Terminal: web-1'), { group: groupOf('Logs: web-1'), edge: 'right' })
  dock().moveDock('right')
  dock().resize({ width: 611 })
  const [before, saved] = [groupLabels(), toSaved(dock())]
  useDock.setState(NO_DOCK, true)
  dock().restore(JSON.parse(JSON.stringify(saved)))
  expect(groupLabels()).toEqual(before)
  expect(dock()).toMatchObject({ place: 'right', width: 611, expanded: true, maximised: false })
  expect(dock().tabs.every(({ session, restored }) => restored && session === undefined)).toBe(true)
  expect(shells.opened).toBe(2)
  expect(dock().focus.wish).toBe(0)
})

test('a terminal that came back starts a shell only when it is told to', async () => {
  await dock().openTerminal(WEB)
  const saved = toSaved(dock())
  useDock.setState(NO_DOCK, true)
  dock().restore(saved)
  await dock().openTerminal(WEB)
  expect(shells.opened).toBe(2)
  expect(labels()).toEqual(['Terminal: web-1'])
  await dock().openTerminal(WEB)
  expect(shells).toMatchObject({ opened: 2, reconnected: ['shell-2'] })
})

test('a terminal whose container is gone starts none', async () => {
  await dock().openTerminal(WEB)
  const saved = toSaved(dock())
  useDock.setState(NO_DOCK, true)
  dock().restore(saved)
  dock().follow('local', [DB])
  await dock().connect(tabId('Terminal: web-1'))
  expect(shells.opened).toBe(1)
})

test('what was opened before the dock came back is kept beside it', () => {
  dock().openLogs(WEB)
  const saved = toSaved(dock())
  useDock.setState(NO_DOCK, true)
  dock().openLogs(DB)
  dock().restore(saved)
  expect(groupLabels()).toEqual([['Logs: web-1', 'Logs: db-1']])
  expect(activeLabel()).toBe('Logs: db-1')
})

test('a dock without tabs comes back without tabs', () => {
  dock().restore(toSaved(dock()))
  expect(dock()).toMatchObject({ tabs: [], layout: undefined, expanded: false })
})

test('logs that were merged come back as one', () => {
  const merged = { name: '2 containers', containers: [WEB, DB] }
  dock().openLogs({ connection: 'local', id: '2 containers abc def', name: '2 containers', merged })
  const saved = SavedDock.parse(JSON.parse(JSON.stringify(toSaved(dock()))))
  useDock.setState(NO_DOCK, true)
  dock().restore(saved)
  expect(dock().tabs[0]?.target).toMatchObject({ merged })
  dock().follow('local', [])
  expect(dock().tabs[0]?.gone).toBe(false)
})
