import { useMemo, useState } from 'react'
import { createSteadyGroups } from '#ui/data-grid/row-groups.ts'
import { byLabel, labelKeyOf, NO_GROUPING, type Grouping } from './grouping.ts'
import type { ChooseList, ListChoices } from './list-choices.ts'

export interface GroupsOptions<Row> {
  /** The ways to group this list. */
  readonly groupings: readonly Grouping<Row>[]
  /** The id of the one that holds until another is chosen; none, where it is left out. */
  readonly initialGrouping?: string
  labelsOf(row: Row): Readonly<Record<string, string>>
}

/** The rows in the groups that were chosen, and which of these are collapsed. */
export function useGroups<Row>(
  rows: readonly Row[],
  { groupings, initialGrouping = NO_GROUPING, labelsOf }: GroupsOptions<Row>,
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
  const groups = useMemo(
    () => (grouping ? groupSteadily(rows, grouping.groupOf) : []),
    [rows, grouping, groupSteadily],
  )
  return {
    id,
    /** What the list is grouped by now, in the words of the menu. */
    label: grouping?.label,
    buttons: grouping?.buttons,
    groups,
    collapsed: useMemo(() => new Set(collapsed), [collapsed]),
    onCollapse: (group: string, isCollapsed: boolean) =>
      choose((before) => {
        const others = before.collapsed.filter((other) => other !== group)
        return { collapsed: isCollapsed ? [...others, group] : others }
      }),
    onGroup: (grouping: string) => choose(() => ({ grouping })),
  }
}
