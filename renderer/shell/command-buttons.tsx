import { ChevronDown, EllipsisVertical } from 'lucide-react'
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
import styles from './command-buttons.module.css'
import type { GroupButtonNames } from './grouping.ts'

interface CommandButtonsProps<Target> {
  readonly target: Target
  readonly commands: readonly EngineCommand<Target>[]
  readonly access: AccessOf<Target>
}

/** A command that is a button in every row. */
export interface FrequentCommand<Target> {
  /** How it is named for its object: `Stop web-1`. */
  nameFor(name: string): string
  /** Why it keeps its place although it does not apply now; it leaves it where there is none. */
  whyNot?(target: Target): string | undefined
}

/** The frequent commands of a list, by their ids. */
export type FrequentCommands<Target> = Readonly<Record<string, FrequentCommand<Target>>>

interface RowButtonsProps<Target> extends CommandButtonsProps<Target> {
  readonly name: string
  readonly frequent: FrequentCommands<Target>
}

/** The buttons at the right of a row: its frequent commands, each always in the same place. */
export function RowButtons<Target>(props: RowButtonsProps<Target>) {
  const { target, commands, access, name, frequent } = props
  return commands.map((command) => {
    const known = Object.hasOwn(frequent, command.id) ? frequent[command.id] : undefined
    const bound = known && bindStanding(command, known, target, access)
    return bound && <RowButton key={command.id} command={bound} name={known.nameFor(name)} />
  })
}

interface GroupButtonsProps<Target> {
  readonly targets: readonly Target[]
  /** What they are: `project shop`, or what is shown of it. */
  readonly words: string
  readonly whole: string
  readonly commands: readonly EngineCommand<Target>[]
  readonly access: AccessOf<Target>
  readonly names: GroupButtonNames
}

/** The buttons at the right of a group's heading: what can be done to all of its objects. */
export function GroupButtons<Target>(props: GroupButtonsProps<Target>) {
  const { targets, words, whole, commands, access, names } = props
  const shown = commands.filter(({ id }) => Object.hasOwn(names, id))
  return bindGuarded(shown, targets, access).map((command) => {
    const name = names[command.id]?.(words, whole) ?? command.label
    return <RowButton key={command.id} command={{ ...command, label: name }} name={name} />
  })
}

/** The command for its button: blocked where it does not apply and keeps its place. */
function bindStanding<Target>(
  command: EngineCommand<Target>,
  { whyNot }: FrequentCommand<Target>,
  target: Target,
  access: AccessOf<Target>,
): GuardedCommand | undefined {
  const [applying] = bindGuarded([command], [target], access)
  const reason = applying ? undefined : whyNot?.(target)
  if (reason === undefined) return applying
  const [standing] = bindGuarded([{ ...command, appliesTo: () => true }], [target], access)
  return standing && { ...standing, blocked: reason }
}

function RowButton({ command, name }: { readonly command: GuardedCommand; readonly name: string }) {
  const { label, icon, shortcut, blocked, run } = command
  const onClick = (event: MouseEvent) => {
    event.stopPropagation()
    // The second click of two was meant for what the first one was: "Start" may stand there now.
    if (blocked === undefined && event.detail <= 1) run()
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
  /** By the id of a button: what stands in a menu beside it, and what that is called. */
  readonly beside?: Readonly<Record<string, BesideMenu>>
}

interface BesideMenu {
  readonly label: string
  readonly ids: ReadonlySet<string>
}

/** What is done most often to the object of a pane; only what applies. */
export function PaneButtons<Target>(props: PaneButtonsProps<Target>) {
  const { target, commands, access, shown, beside = {} } = props
  const buttons = commands.filter(({ id }) => shown.has(id))
  return bindGuarded(buttons, [target], access).map((command) => {
    const menu = beside[command.id]
    const button = <PaneButton key={command.id} command={command} />
    if (!menu) return button
    const others = commands.filter(({ id }) => menu.ids.has(id))
    return (
      <span key={command.id} className={styles.split}>
        {button}
        <MenuButton
          trigger={<IconButton icon={ChevronDown} label={menu.label} />}
          entries={commandMenu(others, [target], access)}
        />
      </span>
    )
  })
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
