import type { LucideIcon } from 'lucide-react'
import type { AppCommand, BoundCommand } from './command.ts'
import { bindCommands } from './command.ts'

/** An object that the palette can take a person to. */
export interface PaletteItem {
  readonly id: string
  readonly label: string
  /** Shown after the label: a status, an image. It is searched too. */
  readonly detail?: string
  readonly icon: LucideIcon
  readonly keywords?: string
  run(): void
}

/** A feature's objects in the palette. `items` is called when the palette opens. */
export interface PaletteSource {
  readonly id: string
  /** The heading over its items: `Containers`. */
  readonly title: string
  /** The character that narrows the palette to this source: `:` for images. */
  readonly prefix?: string
  items(): readonly PaletteItem[]
}

/** What the person is at: the active row or the selection, with the commands for it. */
export interface CommandTarget {
  /** `web-1`, or `3 containers`. */
  readonly title: string
  /** The part of the window (`data-region`) where the person is at it; the page if left out. */
  readonly region?: string
  /** Only those that apply. */
  commands(): readonly BoundCommand[]
}

/** They are asked each time: some are about what comes and goes. */
type CommandSource = () => readonly AppCommand[]

const appCommands = new Set<CommandSource>()
const sources = new Set<PaletteSource>()
/** The one registered last is the one in front. */
const targets: CommandTarget[] = []

/** Makes commands reachable by shortcut, palette, menu bar and shortcut sheet. Returns the undo. */
export function registerCommands(commands: readonly AppCommand[] | CommandSource): () => void {
  const source = typeof commands === 'function' ? commands : () => commands
  appCommands.add(source)
  return () => void appCommands.delete(source)
}

/** Puts a feature's objects in the palette. Returns the undo. */
export function registerPaletteSource(source: PaletteSource): () => void {
  sources.add(source)
  return () => void sources.delete(source)
}

/** Says what the person is at. Returns the undo. */
export function registerCommandTarget(target: CommandTarget): () => void {
  targets.push(target)
  return () => {
    const index = targets.lastIndexOf(target)
    if (index !== -1) targets.splice(index, 1)
  }
}

/** The app's commands that can run now. */
export function availableCommands(): readonly BoundCommand[] {
  return [...appCommands].flatMap((source) => bindCommands(source(), []))
}

export function paletteSources(): readonly PaletteSource[] {
  return [...sources]
}

/** What the person is at now: the focus says in which part of the window. */
export function currentTarget(): CommandTarget | undefined {
  const region = document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset['region']
  const there = targets.findLast((target) => target.region === region)
  return there ?? targets.findLast((target) => target.region === undefined)
}

/** Runs a command by its id, on the current target if it is not the app's. */
export function runCommand(id: string): boolean {
  const command = [...availableCommands(), ...(currentTarget()?.commands() ?? [])].find(
    (candidate) => candidate.id === id,
  )
  command?.run()
  return command !== undefined
}
