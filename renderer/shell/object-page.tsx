import { useCallback, useMemo, type ReactNode } from 'react'
import {
  useConnectionAccess,
  useListState,
  type AccessOf,
  type ListQuery,
  type ListState,
} from '#features/connections'
import { completeFilter } from '#lib/filter/complete-filter.ts'
import type { ReadTerm } from '#lib/filter/compile-filter.ts'
import type { FilterKey } from '#lib/filter/filter-key.ts'
import { plural } from '#lib/plural.ts'
import { visibleText } from '#shared/visible-text.ts'
import { BulkBar } from '#ui/bulk-bar.tsx'
import { DataGrid, type Column, type RowGroup, type Sort } from '#ui/data-grid/data-grid.tsx'
import { fullTitle } from '#ui/data-grid/row-groups.ts'
import { targetsAt } from '#ui/data-grid/targets-at.ts'
import { FilterChips } from '#ui/filter-field/filter-chips.tsx'
import { FilterField } from '#ui/filter-field/filter-field.tsx'
import { FilteredEmpty } from '#ui/filtered-empty.tsx'
import { ListPage } from '#ui/list-page.tsx'
import { StaleFrame } from '#ui/stale-frame.tsx'
import { runShortcut, useCommandTarget } from '../commands/index.ts'
import { ColumnsMenu } from './columns-menu.tsx'
import { GroupButtons, RowButtons, type FrequentCommands } from './command-buttons.tsx'
import { bindGuarded, commandMenu, guardCommands, type EngineCommand } from './engine-command.ts'
import { GroupMenu } from './group-menu.tsx'
import { labelKeys, type GroupButtonNames, type Grouping } from './grouping.ts'
import type { PageId } from './navigation.ts'
import { SavedFilters } from './saved-filters.tsx'
import { useListCommands } from './use-list-commands.ts'
import { focusFilter, focusList, useObjectList } from './use-object-list.ts'

/** What a page's commands need around them. */
export interface CommandContext {
  /** Opens an object's details, at this tab. */
  showDetails(id: string, tab?: string): void
}

/** What the details of an object are drawn with. */
export interface PaneContext<Row> {
  readonly row: Row
  readonly commands: readonly EngineCommand<Row>[]
  readonly access: AccessOf<Row>
  readonly tab: string
  readonly full: boolean
  onTabChange(tab: string): void
  onClose(): void
}

export interface ObjectPageProps<Row> {
  readonly page: PageId
  readonly title: string
  /** `container`: the word for one of them. */
  readonly noun: string
  /** Empty where the rows are of several: then `access` and `state` are given. */
  readonly connection: string
  readonly query: ListQuery
  readonly access?: AccessOf<Row>
  readonly state?: ListState
  /**
   * Whether this object would be among the rows if it were still there. Left out where `state`
   * says so of all of them.
   */
  knows?(id: string): boolean
  readonly rows: readonly Row[]
  /** Which of the objects are rows, where that is chosen: others are not gone. */
  readonly choice?: string
  readonly columns: readonly Column<Row>[]
  readonly initialSort: Sort
  readonly placeholder: string
  /** Names of the commands that are buttons of a row. */
  readonly frequent: FrequentCommands<Row>
  /** Ids of the commands that are buttons of the bulk bar. */
  readonly bulk: ReadonlySet<string>
  /** The ways to group the rows. */
  readonly groupings: readonly Grouping<Row>[]
  /** The id of the one that holds until another is chosen; none, where it is left out. */
  readonly initialGrouping?: string
  readonly groupButtons?: GroupButtonNames
  /** In place of a list that is empty, and not by its filter. */
  readonly empty: ReactNode
  /** The primary button of the page. */
  readonly primary?: ReactNode
  /** Stable functions: a new one would draw every row again. */
  rowId(row: Row): string
  rowName(row: Row): string
  textOf(row: Row): readonly string[]
  /** A stable array. */
  readonly filterKeys: readonly FilterKey<Row>[]
  labelsOf(row: Row): Readonly<Record<string, string>>
  commandsOf(context: CommandContext): readonly EngineCommand<Row>[]
  pane(context: PaneContext<Row>): ReactNode
  keepTab?(tab: string): string
  rowState?(row: Row): 'busy' | undefined
  onMiddleClick?(row: Row): void
}

/** A page with the objects of one engine: list, filter, commands, bulk bar and details. */
export function ObjectPage<Row>(props: ObjectPageProps<Row>) {
  const { page, title, noun, connection, query, columns, frequent, bulk } = props
  const { rowId, rowName, commandsOf, keepTab } = props
  const ofConnection = useConnectionAccess(connection)
  const access = props.access ?? ofConnection
  const ofList = useListState(connection, query)
  const state = props.state ?? ofList
  const isTrue = !state.isLoading && !state.isStale
  const knows = (id: string) => isTrue && (props.knows?.(id) ?? true)
  const list = useObjectList({ ...props, knows, ...(keepTab && { keepTab }) })
  const { shown, selected, active, grid, showDetails } = list
  const commands = useMemo(
    () => guardCommands(commandsOf({ showDetails }), access),
    [access, commandsOf, showDetails],
  )
  const { groups, activeGroup } = list
  useListCommands({
    groupings: props.groupings,
    grouping: groups.id,
    saved: list.saved.filters,
    onGroup: groups.onGroup,
    onFilter: list.setFilter,
  })
  const ofActive = activeGroup?.rows ?? (active === undefined ? [] : [active])
  const targets = selected.length > 0 ? selected : ofActive
  const [only] = targets
  useCommandTarget(
    targets.length === 1 && only !== undefined
      ? visibleText(rowName(only))
      : targets === activeGroup?.rows
        ? visibleText(fullTitle(activeGroup))
        : plural(targets.length, noun),
    commands,
    targets,
  )
  const rowActions = useCallback(
    (row: Row) => (
      <RowButtons
        target={row}
        name={visibleText(rowName(row))}
        commands={commands}
        access={access}
        frequent={frequent}
      />
    ),
    [commands, access, frequent, rowName],
  )
  const names = groups.buttons ?? props.groupButtons
  const groupActions = useCallback(
    ({ rows, words, whole }: RowGroup<Row>) =>
      names && (
        <GroupButtons
          targets={rows}
          words={visibleText(words)}
          whole={visibleText(whole)}
          commands={commands}
          access={access}
          names={names}
        />
      ),
    [commands, access, names],
  )
  const { rows, filterKeys } = props
  const complete = useCallback(
    (text: string, caret: number) => completeFilter(text, caret, filterKeys, rows),
    [filterKeys, rows],
  )
  const targetsOf = (row: Row) => targetsAt(row, shown, grid.selection, rowId)
  const whyEmpty =
    list.filter === '' ? (
      props.empty
    ) : (
      <FilteredEmpty
        noun={noun}
        filter={list.filter}
        hints={list.terms.flatMap(hintOf)}
        onClear={() => list.setFilter('')}
      />
    )
  const opened = list.openRow
  return (
    <ListPage
      title={title}
      filter={
        <>
          <FilterField
            label={`Filter ${page}`}
            placeholder={props.placeholder}
            shortcut="/"
            value={list.filter}
            complete={complete}
            onChange={list.setFilter}
            onLeave={focusList}
          />
          <SavedFilters
            filter={list.filter}
            saved={list.saved.filters}
            onApply={list.setFilter}
            onSave={list.saved.save}
            onRemove={list.saved.remove}
          />
        </>
      }
      actions={
        <>
          <GroupMenu
            groupings={props.groupings}
            id={groups.id}
            label={groups.label}
            labelKeys={() => labelKeys(props.rows, props.labelsOf)}
            onGroup={groups.onGroup}
          />
          <ColumnsMenu
            columns={columns}
            choices={list.columnChoices}
            labelKeys={() => labelKeys(props.rows, props.labelsOf)}
            onChange={list.chooseColumns}
          />
          {props.primary}
        </>
      }
      banner={
        <>
          <FilterChips terms={list.terms} onRemove={list.removeTerm} onLeave={focusFilter} />
          {state.banner}
        </>
      }
      detailFull={list.full}
      detail={
        opened !== undefined &&
        props.pane({
          row: opened,
          commands,
          access,
          tab: list.open.tab,
          full: list.full,
          onTabChange: (tab) => showDetails(rowId(opened), tab),
          onClose: list.closeDetails,
        })
      }
    >
      {state.instead ?? (
        <StaleFrame stale={state.isStale} onEscape={list.stepBack}>
          <DataGrid
            {...grid}
            choice={`${props.choice ?? ''} ${list.choice}`}
            grouped={{
              groups: groups.groups,
              collapsed: groups.collapsed,
              onCollapse: groups.onCollapse,
              actions: groupActions,
              menu: ({ rows }) => commandMenu(commands, rows, access),
              onKey: (chord, { rows }) => runShortcut(commands, chord, rows),
            }}
            label={title}
            columns={list.columns}
            rowName={rowName}
            loading={state.isLoading}
            empty={whyEmpty}
            onKey={(chord, row) => runShortcut(commands, chord, targetsOf(row))}
            rowActions={rowActions}
            rowMenu={(row) => commandMenu(commands, targetsOf(row), access)}
            {...(props.rowState && { rowState: props.rowState })}
            {...(props.onMiddleClick && { onMiddleClick: props.onMiddleClick })}
          />
        </StaleFrame>
      )}
      {selected.length > 0 && (
        <BulkBar
          count={selected.length}
          commands={bindGuarded(
            commands.filter(({ id }) => bulk.has(id)),
            selected,
            access,
          )}
          onClear={list.leaveSelection}
        />
      )}
    </ListPage>
  )
}

/** What a list that is empty by its filter says of it. */
function hintOf(term: ReadTerm): readonly string[] {
  return term.as === 'unknown' ? [term.hint] : []
}
