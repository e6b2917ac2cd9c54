import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { Sort } from '#ui/data-grid/data-grid.tsx'
import { goTo, type PageId } from './navigation.ts'

/** What a list keeps in its address, so that back, forward and a reload give it again. */
export interface ListSearch {
  readonly filter?: string
  /** `name`, or `-name` for descending. */
  readonly sort?: string
  /** What a page shows instead of its list. */
  readonly view?: string
}

/** The connection that the window shows now; empty where no engine is in view, or all are. */
export function useConnectionId(): string {
  const { connection = '' } = useParams({ strict: false })
  return connection
}

/** The list's filter, kept in the address. Typing replaces the step, so that Back leaves the page. */
export function useListFilter(): readonly [string, (filter: string) => void] {
  const { filter = '' }: ListSearch = useSearch({ strict: false })
  const setSearch = useSetSearch()
  return [
    filter,
    useCallback((next: string) => setSearch({ filter: next || undefined }), [setSearch]),
  ]
}

/** The list's sort, kept in the address. */
export function useListSort(initial: Sort): readonly [Sort, (sort: Sort) => void] {
  const { sort }: ListSearch = useSearch({ strict: false })
  const setSearch = useSetSearch()
  const { column, direction } = initial
  const value = useMemo(
    () => (sort === undefined ? { column, direction } : parseSort(sort)),
    [sort, column, direction],
  )
  return [value, useCallback((next: Sort) => setSearch({ sort: writeSort(next) }), [setSearch])]
}

/** What a page shows instead of its list, kept in the address; an object that is opened ends it. */
export function useListView(
  page: PageId,
): readonly [string | undefined, (view: string | undefined) => void] {
  const connection = useConnectionId()
  const { view }: ListSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  return [
    view,
    (next) =>
      void navigate({
        to: `/$connection/${page}`,
        params: { connection },
        // The filter and the sort of the list stay for when it is back.
        search: (before: ListSearch) => ({ ...before, view: next }),
      }),
  ]
}

export interface OpenObject {
  /** The object whose details are open. */
  readonly id: string | undefined
  readonly tab: string
  open(id: string, tab?: string): void
  close(): void
}

/** Which object's details a page shows, kept in the address together with the tab. */
export function useOpenObject(page: PageId): OpenObject {
  const connection = useConnectionId()
  const list = connection === '' ? '/all-engines' : `/$connection/${page}`
  const { id, tab = 'overview' } = useParams({ strict: false })
  const navigate = useNavigate()
  return useMemo(() => {
    const to = (object: Record<string, string>, path: string, replace: boolean) =>
      void navigate({
        to: path,
        params: { connection, ...object },
        // The filter and the sort stay.
        search: (before: ListSearch) => before,
        replace,
      })
    return {
      id,
      tab,
      // Walking through a list must not fill the history with every row.
      open: (next: string, nextTab = tab) =>
        to({ id: next, tab: nextTab }, `${list}/$id/$tab`, id !== undefined),
      close: () => to({}, list, true),
    }
  }, [navigate, connection, list, id, tab])
}

/** Opens an object of a page from anywhere: a link in details, a palette item. */
export function openObject(connection: string, page: PageId, id: string, tab?: string): void {
  goTo({ page, connection, id, tab })
}

function useSetSearch() {
  const navigate = useNavigate()
  return useCallback(
    (patch: { readonly [Key in keyof ListSearch]: ListSearch[Key] | undefined }) =>
      void navigate({
        to: '.',
        search: (before: ListSearch) => ({ ...before, ...patch }),
        replace: true,
      }),
    [navigate],
  )
}

function parseSort(text: string): Sort {
  return text.startsWith('-')
    ? { column: text.slice(1), direction: 'descending' }
    : { column: text, direction: 'ascending' }
}

function writeSort({ column, direction }: Sort): string {
  return direction === 'descending' ? `-${column}` : column
}
