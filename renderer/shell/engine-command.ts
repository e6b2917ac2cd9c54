import { accessFor, blockedReason, type AccessOf } from '#features/connections'
import type { Effect } from '#shared/ipc/define.ts'
import { menuEntries, type MenuAction, type MenuEntry } from '#ui/menu-entry.ts'
import { toast } from '#ui/toast.tsx'
import { bindCommands, type BoundCommand, type Command } from '../commands/index.ts'

/** A command on an engine's objects, with what it does to the engine. */
export type EngineCommand<Target> = Command<Target> & { readonly effect: Effect }

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
      const reason = blockedReason(accessFor(access, targets), command.effect)
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
  const allowed = accessFor(access, targets)
  return commands.flatMap((command) =>
    bindCommands([command], targets).map((bound) =>
      guarded(bound, blockedReason(allowed, command.effect)),
    ),
  )
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
