import { useMemo, useState } from 'react'
import { drawnRows } from '#ui/data-grid/grid-lines.ts'
import { createSteadyGroups, groupSizes } from '#ui/data-grid/row-groups.ts'
import { byLabel, labelKeyOf, NO_GROUPING, type Grouping } from './grouping.ts'
import type { ChooseList, ListChoices } from './list-choices.ts'

export interface GroupsOptions<Row> {
  /** All of them, whether or not the filter shows them. */
  readonly rows: readonly Row[]
  /** The ways to group this list. */
  readonly groupings: readonly Grouping<Row>[]
  /** The id of the one that holds until another is chosen; none, where it is left out. */
  readonly initialGrouping?: string
  labelsOf(row: Row): Readonly<Record<string, string>>
}

/** The shown rows in the groups that were chosen, and which of these are collapsed. */
export function useGroups<Row>(
  shown: readonly Row[],
  { rows, groupings, initialGrouping = NO_GROUPING, labelsOf }: GroupsOptions<Row>,
  { grouping: chosen, collapsed }: ListChoices,
  choose: ChooseList,
) {
  const id = chosen ?? initialGrouping
  const grouping = useMemo(() => {
    const key = labelKeyOf(id)
    return key === undefined
      ? groupings.find((candidate) => candidate.id === id)
      : byLabel(key, labelsOf)
  }, [id, groupings, labelsOf])
  const [groupSteadily] = useState(createSteadyGroups<Row>)
  const keyOf = useMemo(() => grouping && keysOf(grouping), [grouping])
  const isFiltered = shown.length < rows.length
  const sizes = useMemo(
    () => (keyOf && isFiltered ? groupSizes(rows, keyOf) : undefined),
    [rows, keyOf, isFiltered],
  )
  const groups = useMemo(
    () =>
      grouping
        ? groupSteadily(shown, grouping.groupOf, { scope: `${grouping.id}\n`, keyOf, sizes })
        : [],
    [shown, grouping, keyOf, sizes, groupSteadily],
  )
  const folded = useMemo(() => new Set(collapsed), [collapsed])
  return {
    id,
    /** What the list is grouped by now, in the words of the menu. */
    label: grouping?.label,
    buttons: grouping?.buttons,
    groups,
    collapsed: folded,
    /** The rows that the list draws: none of a collapsed group. */
    drawn: useMemo(() => drawnRows(shown, groups, folded), [shown, groups, folded]),
    onCollapse: (group: string, isCollapsed: boolean) =>
      choose((before) => {
        const others = before.collapsed.filter((other) => other !== group)
        return { collapsed: isCollapsed ? [...others, group] : others }
      }),
    onGroup: (grouping: string) => choose(() => ({ grouping })),
  }
}

function keysOf<Row>({ keyOf, groupOf }: Grouping<Row>): (row: Row) => string {
  return keyOf ?? ((row) => groupOf(row).key)
}
