import { useCallback, useState } from 'react'
import { recentChoices } from '#lib/recent-choices.ts'
import type { ColumnChoices } from './chosen-columns.ts'
import type { PageId } from './navigation.ts'

/** A filter that a person has given a name. */
export interface SavedFilter {
  readonly name: string
  readonly filter: string
}

/** How a person wants a list: kept until they want it otherwise, also when the app is closed. */
export interface ListChoices {
  /** The id of a grouping; absent until one was chosen. */
  readonly grouping?: string
  /** Groups of which only the heading is shown, whatever they are grouped by. */
  readonly collapsed: readonly string[]
  /** Columns that a person has shown or hidden; the others are as the list has them. */
  readonly columns: ColumnChoices
  readonly filters: readonly SavedFilter[]
}

/** Groups come from the engines, and there may have been any number of them. */
const MAX_COLLAPSED = 500

const NO_CHOICES: ListChoices = { collapsed: [], columns: {}, filters: [] }

const kept = recentChoices<ListChoices>('list-choices', parse)

/** What was chosen for the list of a page, and how to choose otherwise. */
export function useListChoices(page: PageId) {
  const [choices, setChoices] = useState(() => kept.of(page) ?? NO_CHOICES)
  const choose = useCallback(
    (change: (before: ListChoices) => Partial<ListChoices>) =>
      setChoices((before) => {
        const after = { ...before, ...change(before) }
        kept.keep(page, { ...after, collapsed: after.collapsed.slice(-MAX_COLLAPSED) })
        return after
      }),
    [page],
  )
  return [choices, choose] as const
}

/** How a list is changed by what it was. */
export type ChooseList = ReturnType<typeof useListChoices>[1]

function parse(choice: object): ListChoices {
  const { grouping, collapsed, columns, filters }: Partial<Record<string, unknown>> = { ...choice }
  return {
    ...(typeof grouping === 'string' && { grouping }),
    collapsed: strings(collapsed),
    columns: Object.fromEntries(
      Object.entries(columns ?? {}).flatMap(([id, shown]) =>
        typeof shown === 'boolean' ? [[id, shown]] : [],
      ),
    ),
    filters: Array.isArray(filters) ? filters.flatMap(toSavedFilter) : [],
  }
}

function strings(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : []
}

function toSavedFilter(entry: unknown): readonly SavedFilter[] {
  if (typeof entry !== 'object' || entry === null) return []
  const { name, filter }: Partial<Record<string, unknown>> = { ...entry }
  return typeof name === 'string' && typeof filter === 'string' ? [{ name, filter }] : []
}
