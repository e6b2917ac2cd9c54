import type { LucideIcon } from 'lucide-react'
import { visibleText } from '#shared/visible-text.ts'
import type { BoundCommand, CommandTarget, PaletteSource } from '../../commands/index.ts'

/** One line of the palette: a command, or an object to go to. */
export interface PaletteRow {
  readonly key: string
  readonly label: string
  readonly detail: string
  readonly keywords: string
  readonly icon: LucideIcon
  readonly shortcut?: string
  readonly danger: boolean
  /** The heading that it stands under. */
  readonly group: string
  run(): void
}

export interface PaletteInput {
  readonly target: CommandTarget | undefined
  readonly commands: readonly BoundCommand[]
  readonly sources: readonly PaletteSource[]
}

/** Narrows the palette to commands. */
const COMMANDS_PREFIX = '>'

/** What a query looks for: its words, and the rows among which they are searched. */
export function paletteRows(input: PaletteInput, query: string) {
  const text = query.trimStart()
  const rest = text.slice(1).trim()
  const commands = () => commandRows(input)
  if (text.startsWith(COMMANDS_PREFIX)) return { words: rest, rows: commands() }
  const source = input.sources.find(({ prefix }) => prefix !== undefined && text.startsWith(prefix))
  if (source) return { words: rest, rows: sourceRows(source) }
  return { words: text.trim(), rows: [...commands(), ...input.sources.flatMap(sourceRows)] }
}

/**
 * The commands for what the person is at come first, unless they all change it: Enter on the first
 * line, before anything is typed, must do no more than show something.
 */
function commandRows({ target, commands }: PaletteInput): readonly PaletteRow[] {
  const group = visibleText(target?.title ?? '')
  const ofTarget = target?.commands() ?? []
  const rows = (some: readonly BoundCommand[]) => some.map((command) => commandRow(command, group))
  const harmless = rows(ofTarget.filter(isHarmless))
  const others = rows(ofTarget.filter((command) => !isHarmless(command)))
  const app = commands.map(appRow)
  return harmless.length > 0 ? [...harmless, ...others, ...app] : [...app, ...others]
}

function isHarmless({ effect = 'read', danger = false }: BoundCommand): boolean {
  return effect === 'read' && !danger
}

function appRow(command: BoundCommand): PaletteRow {
  return commandRow(command, command.group ?? 'Commands')
}

function commandRow(command: BoundCommand, group: string): PaletteRow {
  const { id, label, icon, keywords = '', shortcut, danger = false } = command
  return {
    key: `${group}/${id}`,
    label,
    detail: '',
    keywords,
    icon,
    danger,
    group,
    ...(shortcut !== undefined && { shortcut }),
    run: () => command.run(),
  }
}

function sourceRows(source: PaletteSource): readonly PaletteRow[] {
  return source.items().map((item) => ({
    key: `${source.id}/${item.id}`,
    label: visibleText(item.label),
    detail: visibleText(item.detail ?? ''),
    keywords: item.keywords ?? '',
    icon: item.icon,
    danger: false,
    group: source.title,
    run: () => item.run(),
  }))
}
