import type { LucideIcon } from 'lucide-react'
import { errorText } from '#lib/error-text.ts'
import { asEngineError } from '#shared/errors.ts'
import type { Effect } from '#shared/ipc/define.ts'
import { toast } from '#ui/toast.tsx'

/**
 * One thing that the app can do. Row button, context menu, bulk bar, palette, menu bar and
 * shortcut sheet all read this object.
 */
export interface Command<Target> {
  /** Dotted and stable: `container.stop`. The native menu sends it. */
  readonly id: string
  readonly label: string | ((targets: readonly Target[]) => string)
  readonly icon: LucideIcon
  /** Other words by which people look for it. */
  readonly keywords?: string
  /** A chord: `S`, `Delete`, `Mod+K`. Single keys act only while a list has the focus. */
  readonly shortcut?: string
  /** Other chords for the same, which are not shown. */
  readonly otherShortcuts?: readonly string[]
  readonly danger?: boolean
  /** What it does to an engine; nothing, where it is left out. */
  readonly effect?: Effect
  /** Menus put a line between groups. */
  readonly group?: string
  appliesTo(targets: readonly Target[]): boolean
  run(targets: readonly Target[]): void | Promise<void>
}

/** A command of the whole app, which needs no target. */
export type AppCommand = Command<never>

/** A command with its targets filled in: what menus, bars and the palette show. */
export interface BoundCommand {
  readonly id: string
  readonly label: string
  readonly icon: LucideIcon
  readonly keywords?: string
  readonly shortcut?: string
  readonly otherShortcuts?: readonly string[]
  readonly danger?: boolean
  readonly effect?: Effect
  readonly group?: string
  run(): void
}

/** The commands that apply to these targets, ready to be shown and run. */
export function bindCommands<Target>(
  commands: readonly Command<Target>[],
  targets: readonly Target[],
): readonly BoundCommand[] {
  return commands
    .filter((command) => command.appliesTo(targets))
    .map((command) => bind(command, targets))
}

function bind<Target>(command: Command<Target>, targets: readonly Target[]): BoundCommand {
  const { label, ...rest } = command
  return {
    ...rest,
    label: typeof label === 'function' ? label(targets) : label,
    run: () => void start(command, targets),
  }
}

/** Runs the command with this chord on the targets. False when none has it or it does not apply. */
export function runShortcut<Target>(
  commands: readonly Command<Target>[],
  chord: string,
  targets: readonly Target[],
): boolean {
  const command = commands.find(
    (candidate) => candidate.shortcut === chord && candidate.appliesTo(targets),
  )
  if (!command) return false
  void start(command, targets)
  return true
}

/** Commands tell of their own failures; one that could not even begin is told of here. */
async function start<Target>(command: Command<Target>, targets: readonly Target[]): Promise<void> {
  try {
    await command.run(targets)
  } catch (cause) {
    const error = asEngineError(cause)
    if (error.code !== 'cancelled') toast({ kind: 'error', text: errorText(error) })
  }
}
