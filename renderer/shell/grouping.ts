import { composePlace } from '#lib/compose-place.ts'
import type { GroupName } from '#ui/data-grid/row-groups.ts'

/** One way to put the rows of a list in groups. */
export interface Grouping<Row> {
  /** Names the choice where it is kept: `project`. */
  readonly id: string
  /** In the menu: `Project`. */
  readonly label: string
  /** The buttons of its headings, where they are not those of all groups. */
  readonly buttons?: GroupButtonNames
  groupOf(row: Row): GroupName
  /** The key of its group alone, where the words cost more than that. */
  keyOf?(row: Row): string
}

/**
 * The commands that are buttons of a heading, and how each is named: for what is shown of its
 * group, or for the whole of it.
 */
export type GroupButtonNames = Readonly<Record<string, (words: string, whole: string) => string>>

/** What is kept for a list without groups. */
export const NO_GROUPING = 'none'

const LABEL_PREFIX = 'label '

/** What is kept for groups by the values of a label. */
export function labelGroupingId(key: string): string {
  return `${LABEL_PREFIX}${key}`
}

/** The label key of such a choice, if it is one. */
export function labelKeyOf(id: string): string | undefined {
  return id.startsWith(LABEL_PREFIX) ? id.slice(LABEL_PREFIX.length) : undefined
}

/** Groups by the values of one label. */
export function byLabel<Row>(
  key: string,
  labelsOf: (row: Row) => Readonly<Record<string, string>>,
): Grouping<Row> {
  const without = { key: '', title: `No label ${key}`, words: `all without the label ${key}` }
  return {
    id: labelGroupingId(key),
    label: `Label ${key}`,
    groupOf(row) {
      const value = labelsOf(row)[key]
      if (value === undefined) return without
      const text = value === '' ? key : `${key}=${value}`
      return { key: text, title: text, words: `all with ${text}` }
    },
  }
}

/** Groups by the Compose project that made the objects. */
export function byProject<Row>(
  noun: string,
  labelsOf: (row: Row) => Readonly<Record<string, string>>,
): Grouping<Row> {
  const without = { key: '', title: 'No project', words: `all ${noun}s without a project` }
  return {
    id: 'project',
    label: 'Project',
    groupOf(row) {
      const project = composePlace(labelsOf(row))?.project
      if (project === undefined) return without
      return { key: project, title: `Project ${project}`, words: `project ${project}` }
    },
  }
}

/** Groups by one word that every object has: its driver. */
export function byWord<Row>(label: string, wordOf: (row: Row) => string): Grouping<Row> {
  return {
    id: label.toLowerCase(),
    label,
    groupOf(row) {
      const word = wordOf(row)
      const words = `${label.toLowerCase()} ${word}`
      return { key: word, title: `${label} ${word}`, words }
    },
  }
}

/** Groups into what containers use and what none does. */
export function byUse<Row>(isUsed: (row: Row) => boolean): Grouping<Row> {
  const used = { key: 'used', title: 'In use', words: 'all in use', order: 0 }
  const unused = { key: 'unused', title: 'Not in use', words: 'all not in use', order: 1 }
  return { id: 'use', label: 'Use', groupOf: (row) => (isUsed(row) ? used : unused) }
}

/** The keys of the labels that these rows carry, the most frequent first. */
export function labelKeys<Row>(
  rows: readonly Row[],
  labelsOf: (row: Row) => Readonly<Record<string, string>>,
): readonly string[] {
  const counts = new Map<string, number>()
  for (const key of rows.flatMap((row) => Object.keys(labelsOf(row)))) {
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([key]) => key)
}
