import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { compileFilter } from '#lib/filter/compile-filter.ts'
import type { FilterKey } from '#lib/filter/filter-key.ts'
import { withoutTerm, type FilterTerm } from '#lib/filter/parse-filter.ts'
import { createSteadyOrder } from '#lib/steady-order.ts'
import { useNow } from '#lib/use-now.ts'
import type { ActiveCause, Column, Sort } from '#ui/data-grid/data-grid.tsx'
import { sortRows } from '#ui/data-grid/sort-rows.ts'
import { chosenColumns, type ColumnChoices } from './chosen-columns.ts'
import { chosenLabels, labelColumn } from './label-columns.ts'
import { useListChoices, type SavedFilter } from './list-choices.ts'
import type { PageId } from './navigation.ts'
import { useListFilter, useListSort, useOpenObject } from './route-state.ts'
import { useGroups, type GroupsOptions } from './use-groups.ts'
import { useLeftSelection } from './use-left-selection.ts'
import { useTypedFilter } from './use-typed-filter.ts'

export interface ObjectListOptions<Row> extends GroupsOptions<Row> {
  readonly page: PageId
  readonly columns: readonly Column<Row>[]
  readonly initialSort: Sort
  /** Stable functions. */
  rowId(row: Row): string
  rowName(row: Row): string
  /** What the words of the filter are looked for in. */
  textOf(row: Row): readonly string[]
  /** What its fields can ask about; a stable array. */
  readonly filterKeys: readonly FilterKey<Row>[]
  /** Whether this object would be among the rows if it were still there. */
  knows(id: string): boolean
  /** The tab to show when another object is chosen while this one is open. */
  keepTab?(tab: string): string
}

const NONE: ReadonlySet<string> = new Set()

/** One that was made just now is opened before the list has told of it. */
const MAY_COME_MS = 1000

/** Ages are told in minutes at the finest, for as long as anyone looks at a list. */
const AGES_MS = 10_000

/** What every list page keeps: filter, sort, selection, the active row and the open object. */
export function useObjectList<Row>(options: ObjectListOptions<Row>) {
  const { page, rows, initialSort, rowId, rowName, keepTab = keepAny } = options
  const [filter, setFilter] = useTypedFilter(useListFilter())
  const [sort, onSortChange] = useListSort(initialSort)
  const [selection, onSelectionChange] = useState(NONE)
  const open = useOpenObject(page)
  const [activeId, setActiveId] = useState(open.id)
  const [full, setFull] = useState(false)
  const [choices, choose] = useListChoices(page)
  const columns = useColumns(options, choices.columns)
  const [inOrder] = useState(() => createSteadyOrder(rowId))
  // Sorted before it is filtered, so that a key in the filter does not sort a thousand rows again.
  const sorted = useMemo(
    () => inOrder(rows, (known) => sortRows(known, columns, sort, rowName)),
    [inOrder, rows, columns, sort, rowName],
  )
  // What comes back by the name of something that went was never selected.
  const left = useLeftSelection(selection, options)
  if (left !== selection) onSelectionChange(left)
  const { terms, shown } = useFiltered(sorted, filter, options)
  const groups = useGroups(shown, options, choices, choose)
  const selected = useMemo(
    () => (selection.size === 0 ? [] : shown.filter((row) => selection.has(rowId(row)))),
    [shown, selection, rowId],
  )
  const [opened, setOpened] = useState(open.id)
  if (open.id !== opened) {
    setOpened(open.id)
    if (open.id === undefined) setFull(false)
    else setActiveId(open.id)
  }
  const openRow = useMemo(() => rows.find((row) => rowId(row) === open.id), [rows, rowId, open.id])
  const isGone = open.id !== undefined && openRow === undefined && options.knows(open.id)
  const [seen, setSeen] = useState<string>()
  if (openRow !== undefined && open.id !== seen) setSeen(open.id)
  const wasThere = seen === open.id
  useEffect(() => {
    if (!isGone) return undefined
    // An address that leads to nothing would have the next key open some other object.
    if (wasThere) return open.close()
    const timer = setTimeout(open.close, MAY_COME_MS)
    return () => clearTimeout(timer)
  }, [isGone, open, wasThere])

  const show = (id: string, tab?: string) => {
    if (id !== open.id) open.open(id, tab ?? keepTab(open.tab))
    else if (tab !== undefined && tab !== open.tab) open.open(id, tab)
  }
  return {
    filter,
    setFilter,
    terms,
    removeTerm: (term: FilterTerm) => setFilter(withoutTerm(filter, term)),
    saved: {
      filters: choices.filters,
      save: (saved: SavedFilter) =>
        choose(({ filters }) => ({
          filters: [...filters.filter(({ name }) => name !== saved.name), saved],
        })),
      remove: (name: string) =>
        choose(({ filters }) => ({ filters: filters.filter((one) => one.name !== name) })),
    },
    shown,
    selected,
    groups,
    full,
    open,
    /** The object whose details are open, whether or not the filter shows it. */
    openRow,
    /** The active row, if it is drawn: no command is to act on what nobody sees. */
    active: useMemo(
      () => groups.drawn.find((row) => rowId(row) === activeId),
      [groups.drawn, rowId, activeId],
    ),
    /** The group whose heading is active. */
    activeGroup: groups.groups.find(({ id }) => id === activeId),
    columns: useMemo(() => chosenColumns(columns, choices.columns), [columns, choices.columns]),
    columnChoices: choices.columns,
    chooseColumns: (columns: ColumnChoices) => choose(() => ({ columns })),
    /** Which objects the list is to show. */
    choice: [filter, groups.id, ...choices.collapsed].join('\n'),
    leaveSelection() {
      onSelectionChange(NONE)
      focusList()
    },
    /** Escape, step by step: closes the details, clears the selection, clears the filter. */
    stepBack(): boolean {
      if (open.id !== undefined) open.close()
      else if (selection.size > 0) onSelectionChange(NONE)
      else if (filter !== '') setFilter('')
      else return false
      return true
    },
    showDetails: useStable(show),
    closeDetails: useStable(() => {
      open.close()
      focusList()
    }),
    /** For the grid. */
    grid: {
      rows: shown,
      rowId,
      sort,
      onSortChange,
      selection,
      onSelectionChange,
      activeId,
      onActiveChange(id: string, cause: ActiveCause) {
        setActiveId(id)
        if (groups.groups.some((group) => group.id === id)) return
        // An open pane follows those who walk through the list; a closed one stays closed. And
        // where the focus comes back to the list by itself, nobody has chosen anything.
        if (openRow !== undefined && cause === 'chosen') show(id)
      },
      onClick(row: Row) {
        show(rowId(row))
      },
      onOpen(row: Row) {
        setFull(true)
        show(rowId(row))
      },
    },
  }
}

/** The columns of the list, and those of labels that a person has added. */
function useColumns<Row>(
  { columns, labelsOf }: Pick<ObjectListOptions<Row>, 'columns' | 'labelsOf'>,
  choices: ColumnChoices,
): readonly Column<Row>[] {
  return useMemo(() => {
    const labels = chosenLabels(choices)
    if (labels.length === 0) return columns
    return [...columns, ...labels.map((key) => labelColumn(key, labelsOf))]
  }, [columns, labelsOf, choices])
}

/** The rows that the filter lets through, and how its terms were understood. */
function useFiltered<Row>(
  rows: readonly Row[],
  filter: string,
  { filterKeys, textOf }: Pick<ObjectListOptions<Row>, 'filterKeys' | 'textOf'>,
) {
  const compiled = useMemo(
    () => compileFilter(filter, filterKeys, textOf),
    [filter, filterKeys, textOf],
  )
  const now = useNow(AGES_MS, compiled.usesTime)
  const shown = useMemo(() => compiled.apply(rows, now), [compiled, rows, now])
  return { terms: compiled.terms, shown }
}

/** Gives the focus to the field of the list's filter. */
export function focusFilter(): void {
  document.querySelector<HTMLElement>('[data-region="list"] input[data-filter]')?.focus()
}

/** Gives the focus to the list. */
export function focusList(): void {
  document.querySelector<HTMLElement>('[data-region="list"] [role="grid"]')?.focus()
}

function keepAny(tab: string): string {
  return tab
}

/** The same function for as long as the component lives; it does what the latest one would. */
function useStable<Args extends unknown[]>(act: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  return useCallback((...args: Args) => latest.current(...args), [])
}
