import { EllipsisVertical } from 'lucide-react'
import type { MouseEvent } from 'react'
import type { AccessOf } from '#features/connections'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { MenuButton } from '#ui/menu.tsx'
import {
  bindGuarded,
  commandMenu,
  type EngineCommand,
  type GuardedCommand,
} from './engine-command.ts'

interface CommandButtonsProps<Target> {
  readonly target: Target
  readonly commands: readonly EngineCommand<Target>[]
  readonly access: AccessOf<Target>
}

/** How the frequent commands of a row are named for its object: `Stop web-1`. */
export type FrequentNames = Readonly<Record<string, (name: string) => string>>

interface RowButtonsProps<Target> extends CommandButtonsProps<Target> {
  readonly name: string
  readonly frequent: FrequentNames
}

/** The buttons at the right of a row: its frequent commands, those that apply. */
export function RowButtons<Target>(props: RowButtonsProps<Target>) {
  const { target, commands, access, name, frequent } = props
  const shown = commands.filter(({ id }) => Object.hasOwn(frequent, id))
  return bindGuarded(shown, [target], access).map((command) => (
    <RowButton
      key={command.id}
      command={command}
      name={frequent[command.id]?.(name) ?? command.label}
    />
  ))
}

function RowButton({ command, name }: { readonly command: GuardedCommand; readonly name: string }) {
  const { label, icon, shortcut, blocked, run } = command
  const onClick = (event: MouseEvent) => {
    event.stopPropagation()
    if (blocked === undefined) run()
  }
  return (
    <IconButton
      small
      icon={icon}
      label={name}
      hint={blocked ?? label}
      {...(shortcut !== undefined && blocked === undefined && { shortcut })}
      aria-disabled={blocked !== undefined}
      onClick={onClick}
    />
  )
}

interface PaneButtonsProps<Target> extends CommandButtonsProps<Target> {
  /** Ids of the commands that are buttons. */
  readonly shown: ReadonlySet<string>
}

/** What is done most often to the object of a pane; only what applies. */
export function PaneButtons<Target>(props: PaneButtonsProps<Target>) {
  const { target, commands, access, shown } = props
  const buttons = commands.filter(({ id }) => shown.has(id))
  return bindGuarded(buttons, [target], access).map((command) => (
    <PaneButton key={command.id} command={command} />
  ))
}

function PaneButton({ command }: { readonly command: GuardedCommand }) {
  const { label, icon, shortcut, blocked, run } = command
  return (
    <Button
      icon={icon}
      aria-disabled={blocked !== undefined}
      data-tooltip={blocked}
      data-shortcut={blocked === undefined ? shortcut : undefined}
      onClick={() => blocked === undefined && run()}
    >
      {label}
    </Button>
  )
}

/** Everything that can be done to the object of a pane, behind one button. */
export function PaneMenu<Target>({ target, commands, access }: CommandButtonsProps<Target>) {
  return (
    <MenuButton
      align="end"
      trigger={<IconButton small icon={EllipsisVertical} label="More actions" />}
      entries={commandMenu(commands, [target], access)}
    />
  )
}
