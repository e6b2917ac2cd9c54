import * as z from 'zod'
import { request, type } from '../ipc/define.ts'
import { OnConnection, Reference } from './references.ts'
import { TerminalProgram } from './terminal.ts'

/** A container whose logs or shell a tab shows, with the name that it had last. */
const ContainerTarget = OnConnection.extend({ id: Reference, name: Reference })

/** Several containers that are shown as one: those of a project, or those that were chosen. */
const Merged = z.object({
  name: Reference,
  project: OnConnection.extend({ name: Reference }).optional(),
  containers: z.array(ContainerTarget).max(1000).readonly(),
})

/** A container, or several of which the connection is that of the first one. */
const LogsTarget = ContainerTarget.extend({ merged: Merged.optional() })

/** The same, or all containers of an engine. */
const StatsTarget = LogsTarget.extend({ everything: z.literal(true).optional() })

/**
 * What a tab of the dock shows, as plain data. Another kind of tab is another member here: the
 * compiler then names the places that must know of it.
 */
export const TabContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('logs'), target: LogsTarget }),
  z.object({ kind: z.literal('stats'), target: StatsTarget }),
  z.object({ kind: z.literal('terminal'), target: ContainerTarget, program: TerminalProgram }),
])
export type TabContent = z.output<typeof TabContent>

const MAX_TABS = 1000

/** Tabs over each other, of which one is shown. */
const SavedGroup = z.object({
  kind: z.literal('group'),
  tabs: z.array(TabContent).min(1).max(MAX_TABS),
  /** The place of the tab that is shown. */
  active: z.int().min(0),
})

/** Groups and splits beside each other (`row`) or one under the other (`column`). */
interface SavedSplit {
  kind: 'split'
  direction: 'row' | 'column'
  children: { share: number; node: SavedNode }[]
}

export type SavedNode = z.output<typeof SavedGroup> | SavedSplit

const SavedNode: z.ZodType<SavedNode> = z.union([
  SavedGroup,
  z.object({
    kind: z.literal('split'),
    direction: z.enum(['row', 'column']),
    children: z
      .array(
        z.object({
          /** Of the split's room; those of all children make 1. */
          share: z.number().positive().max(1),
          node: z.lazy(() => SavedNode),
        }),
      )
      .min(1)
      .max(MAX_TABS),
  }),
])

/** Pixels: larger than any screen is a mistake. */
const Extent = z.number().positive().max(100_000)

/** The dock as it comes back after a restart; `{}` is a dock without tabs. */
export const SavedDock = z.object({
  place: z.enum(['bottom', 'right']).default('bottom'),
  expanded: z.boolean().default(false),
  maximised: z.boolean().default(false),
  height: Extent.optional(),
  width: Extent.optional(),
  layout: SavedNode.optional(),
})
export type SavedDock = z.output<typeof SavedDock>

export const dock = {
  get: request({ effect: 'read', input: z.object({}), output: type<SavedDock>() }),
  remember: request({ effect: 'read', input: SavedDock }),
}
