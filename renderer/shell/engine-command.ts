import { accessFor, blockedReason, type AccessOf } from '#features/connections'
import type { Effect } from '#shared/ipc/define.ts'
import { menuEntries, type MenuAction, type MenuEntry } from '#ui/menu-entry.ts'
import { toast } from '#ui/toast.tsx'
import { bindCommands, type BoundCommand, type Command } from '../commands/index.ts'

/** A command on an engine's objects, with what it does to the engine. */
export type EngineCommand<Target> = Command<Target> & {
  readonly effect: Effect
  /** Why it cannot be done to these now, where their connection would allow it. */
  obstacle?(targets: readonly Target[]): string | undefined
}

/** A command with its targets, and why it cannot be done now. */
export type GuardedCommand = BoundCommand & { readonly blocked: string | undefined }

/** The same commands, which say why instead of acting where the connection does not allow them. */
export function guardCommands<Target>(
  commands: readonly EngineCommand<Target>[],
  access: AccessOf<Target>,
): readonly EngineCommand<Target>[] {
  return commands.map((command) => ({
    ...command,
    run(targets) {
      const reason = whyBlocked(command, targets, access)
      if (reason === undefined) return command.run(targets)
      return toast({ kind: 'info', text: reason, key: 'blocked' })
    },
  }))
}

/** The commands that apply to these targets, each with why it cannot be done now, if so. */
export function bindGuarded<Target>(
  commands: readonly EngineCommand<Target>[],
  targets: readonly Target[],
  access: AccessOf<Target>,
): readonly GuardedCommand[] {
  return commands.flatMap((command) =>
    bindCommands([command], targets).map((bound) =>
      guarded(bound, whyBlocked(command, targets, access)),
    ),
  )
}

function whyBlocked<Target>(
  command: EngineCommand<Target>,
  targets: readonly Target[],
  access: AccessOf<Target>,
): string | undefined {
  return blockedReason(accessFor(access, targets), command.effect) ?? command.obstacle?.(targets)
}

/** Everything that applies to these targets, as a menu; what is not allowed now is greyed. */
export function commandMenu<Target>(
  commands: readonly EngineCommand<Target>[],
  targets: readonly Target[],
  access: AccessOf<Target>,
): readonly MenuEntry[] {
  return menuEntries(bindGuarded(commands, targets, access).map(asMenuAction))
}

function guarded(bound: BoundCommand, blocked: string | undefined): GuardedCommand {
  return { ...bound, blocked }
}

function asMenuAction(command: GuardedCommand): GuardedCommand & MenuAction {
  return { ...command, disabled: command.blocked !== undefined }
}
