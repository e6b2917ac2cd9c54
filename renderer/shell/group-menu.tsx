import { Group } from 'lucide-react'
import { MenuButton } from '#ui/menu.tsx'
import { HeaderButton } from '#ui/header-button.tsx'
import { askLabelKey } from './ask-label-key.ts'
import { labelGroupingId, labelKeyOf, NO_GROUPING, type Grouping } from './grouping.ts'

interface GroupMenuProps<Row> {
  readonly groupings: readonly Grouping<Row>[]
  /** What holds now: its id, and its label unless nothing does. */
  readonly id: string
  readonly label: string | undefined
  /** Label keys to choose from. */
  labelKeys(): readonly string[]
  onGroup(id: string): void
}

/** The button that says what a list is grouped by, with a menu of what else it can be. */
export function GroupMenu<Row>(props: GroupMenuProps<Row>) {
  const { groupings, id, label, labelKeys, onGroup } = props
  const key = labelKeyOf(id)
  const askLabel = async () => {
    const keys = labelKeys()
    const initial = key ?? keys[0] ?? ''
    const answer = await askLabelKey({ title: 'Group by a label', verb: 'Group', keys, initial })
    if (answer !== undefined) onGroup(labelGroupingId(answer))
  }
  const entries = [
    ...groupings.map((grouping) => ({
      id: grouping.id,
      label: grouping.label,
      checked: grouping.id === id,
      run: () => onGroup(grouping.id),
    })),
    {
      id: 'label',
      label: key === undefined ? 'Label…' : `Label: ${key}…`,
      checked: key !== undefined,
      run: () => void askLabel(),
    },
    'separator' as const,
    {
      id: NO_GROUPING,
      label: 'No groups',
      checked: id === NO_GROUPING,
      run: () => onGroup(NO_GROUPING),
    },
  ]
  const words = label === undefined ? 'No groups' : `Group by ${lowerFirst(label)}`
  return (
    <MenuButton
      align="end"
      trigger={<HeaderButton icon={Group}>{words}</HeaderButton>}
      entries={entries}
    />
  )
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
