import {
  ArrowLeft,
  ArrowRight,
  Boxes,
  Cable,
  ChartLine,
  CloudDownload,
  Command as CommandIcon,
  FileDown,
  FolderInput,
  Hammer,
  Keyboard,
  ListChecks,
  ListFilter,
  Plus,
  RefreshCw,
  Settings,
  SquareArrowRight,
  SquareArrowLeft,
  SunMoon,
  type LucideIcon,
} from 'lucide-react'
import { accessTo, blockedReason, connectionOf } from '#features/connections'
import { buildImage } from '#features/builds'
import { openEngineStats, runContainer } from '#features/containers'
import { importImage, loadImages, pullImage } from '#features/images'
import { openPalette, showShortcuts } from '#features/palette'
import { toggleTheme } from '#features/settings'
import { showTasks } from '#features/tasks'
import { isMac } from '#lib/platform.ts'
import { toast } from '#ui/toast.tsx'
import type { AppCommand } from '../commands/index.ts'
import { engine } from '../ipc/client.ts'
import { queryClient } from '../query-client.ts'
import { connectionInView, goTo, history } from './navigation.ts'
import { PAGES, TOOLS } from './pages.ts'
import { cycleRegions } from './regions.ts'
import { visit } from './visit.ts'

interface AppCommandSpec {
  readonly id: string
  readonly label: string
  readonly icon: LucideIcon
  readonly keywords?: string
  readonly shortcut?: string
  readonly otherShortcuts?: readonly string[]
  readonly group?: string
  applies?(): boolean
  run(): void | Promise<void>
}

const always = () => true

function appCommand({ applies = always, ...spec }: AppCommandSpec): AppCommand {
  return { group: 'View', ...spec, appliesTo: () => applies() }
}

/** Ctrl+1, 2, 3… in the order of the sidebar. */
const goToPages: readonly AppCommand[] = [...PAGES, ...TOOLS].map(({ id, title, icon }, index) =>
  appCommand({
    id: `go.${id}`,
    label: title,
    icon,
    group: 'Go to',
    keywords: 'page list',
    shortcut: `Mod+${index + 1}`,
    applies: () => connectionInView() !== undefined,
    run() {
      const connection = connectionInView()
      if (connection !== undefined) void visit({ page: id, connection }, title)
    },
  }),
)

/** The commands of the window itself. */
export const appCommands: readonly AppCommand[] = [
  ...goToPages,
  appCommand({
    id: 'go.all-engines',
    label: 'Containers of all engines',
    icon: Boxes,
    group: 'Go to',
    keywords: 'every connection',
    run: () => visit({ page: 'all-engines' }, 'Containers'),
  }),
  appCommand({
    id: 'go.connections',
    label: 'Connections',
    icon: Cable,
    group: 'Go to',
    keywords: 'engines contexts hosts docker podman remote',
    run: () => visit({ page: 'connections' }, 'Connections'),
  }),
  appCommand({
    id: 'go.settings',
    label: 'Settings',
    icon: Settings,
    group: 'Go to',
    keywords: 'preferences options theme',
    shortcut: 'Mod+,',
    run: () => goTo({ page: 'settings' }),
  }),
  appCommand({
    id: 'go.back',
    label: 'Back',
    icon: ArrowLeft,
    group: 'Go to',
    shortcut: isMac ? 'Mod+[' : 'Alt+ArrowLeft',
    run: () => history.back(),
  }),
  appCommand({
    id: 'go.forward',
    label: 'Forward',
    icon: ArrowRight,
    group: 'Go to',
    shortcut: isMac ? 'Mod+]' : 'Alt+ArrowRight',
    run: () => history.forward(),
  }),
  appCommand({
    id: 'container.run',
    label: 'Run container…',
    icon: Plus,
    group: 'Containers',
    keywords: 'new create start image form docker run',
    shortcut: 'Mod+N',
    applies: () => connectionInView() !== undefined,
    run: () => inView((connection) => runContainer({ connection })),
  }),
  appCommand({
    id: 'image.pull',
    label: 'Pull image…',
    icon: CloudDownload,
    group: 'Images',
    keywords: 'download registry fetch docker pull',
    shortcut: 'Mod+Shift+L',
    applies: () => connectionInView() !== undefined,
    run: () => inView(pullImage),
  }),
  appCommand({
    id: 'image.load',
    label: 'Load images from a file…',
    icon: FileDown,
    group: 'Images',
    keywords: 'tar archive docker load',
    applies: () => connectionInView() !== undefined,
    run: () => inView(loadImages),
  }),
  appCommand({
    id: 'image.import',
    label: 'Import files as an image…',
    icon: FolderInput,
    group: 'Images',
    keywords: 'tar archive docker import root filesystem',
    applies: () => connectionInView() !== undefined,
    run: () => inView(importImage),
  }),
  appCommand({
    id: 'image.build',
    label: 'Build image…',
    icon: Hammer,
    group: 'Images',
    keywords: 'new dockerfile containerfile folder docker build',
    shortcut: 'Mod+Shift+B',
    applies: () => connectionInView() !== undefined,
    run: () => inView((connection) => buildImage({ connection })),
  }),
  appCommand({
    id: 'palette.open',
    label: 'Command palette',
    icon: CommandIcon,
    shortcut: 'Mod+K',
    otherShortcuts: ['Mod+Shift+P'],
    run: () => openPalette(),
  }),
  appCommand({
    id: 'filter.focus',
    label: 'Filter the list',
    icon: ListFilter,
    keywords: 'search find',
    shortcut: '/',
    otherShortcuts: ['Mod+F'],
    applies: () => filterField() !== null,
    run() {
      filterField()?.focus()
      filterField()?.select()
    },
  }),
  appCommand({
    id: 'lists.refresh',
    label: 'Refresh',
    icon: RefreshCw,
    keywords: 'reload resync update',
    shortcut: 'F5',
    otherShortcuts: ['Mod+R'],
    run: refresh,
  }),
  appCommand({
    id: 'stats.engine',
    label: 'Stats of all containers',
    icon: ChartLine,
    keywords: 'engine cpu memory network charts usage',
    applies: () => connectionInView() !== undefined,
    run() {
      const connection = connectionInView()
      if (connection === undefined) return
      openEngineStats(connection, connectionOf(connection)?.name ?? connection)
    },
  }),
  appCommand({
    id: 'tasks.show',
    label: 'Show tasks',
    icon: ListChecks,
    keywords: 'progress pull push running history',
    run: () => showTasks('all'),
  }),
  appCommand({
    id: 'theme.toggle',
    label: 'Toggle light and dark',
    icon: SunMoon,
    keywords: 'theme colour night day',
    run: () => toggleTheme(),
  }),
  appCommand({
    id: 'shortcuts.show',
    label: 'Keyboard shortcuts',
    icon: Keyboard,
    keywords: 'keys help',
    shortcut: '?',
    run: () => showShortcuts(),
  }),
  appCommand({
    id: 'region.next',
    label: 'Next part of the window',
    icon: SquareArrowRight,
    shortcut: 'F6',
    run: () => cycleRegions(1),
  }),
  appCommand({
    id: 'region.previous',
    label: 'Previous part of the window',
    icon: SquareArrowLeft,
    shortcut: 'Shift+F6',
    run: () => cycleRegions(-1),
  }),
]

/** The filter of the page, or of the part of the window that has the focus if it has one. */
function filterField(): HTMLInputElement | null {
  const here = document.activeElement?.closest('[data-region]')
  return (
    here?.querySelector<HTMLInputElement>('input[data-filter]') ??
    document.querySelector<HTMLInputElement>('[data-region="list"] input[data-filter]')
  )
}

/** Where the connection allows it; otherwise it says why not. */
async function inView(run: (connection: string) => Promise<void>): Promise<void> {
  const connection = connectionInView()
  if (connection === undefined) return
  const blocked = blockedReason(accessTo(connection), 'change')
  if (blocked === undefined) await run(connection)
  else toast({ kind: 'info', text: blocked, key: 'blocked' })
}

/** Reads everything again, and tries the engine at once if it does not answer. */
async function refresh(): Promise<void> {
  const connection = connectionInView()
  if (connection !== undefined) await engine.connections.retry({ connection })
  await queryClient.invalidateQueries()
}
