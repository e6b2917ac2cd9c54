import { Bookmark, Group } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { visibleText } from '#shared/visible-text.ts'
import { registerCommands, type AppCommand } from '../commands/index.ts'
import { NO_GROUPING, type Grouping } from './grouping.ts'
import type { SavedFilter } from './list-choices.ts'

interface ListCommandsInput {
  readonly groupings: readonly Pick<Grouping<never>, 'id' | 'label'>[]
  readonly grouping: string
  readonly saved: readonly SavedFilter[]
  onGroup(id: string): void
  onFilter(filter: string): void
}

/** What can be done to the list in view, for the palette. */
export function useListCommands(input: ListCommandsInput): void {
  const latest = useRef(input)
  useEffect(() => {
    latest.current = input
  })
  useEffect(() => registerCommands(() => listCommands(latest.current)), [])
}

function listCommands(input: ListCommandsInput): readonly AppCommand[] {
  const { groupings, grouping, saved, onGroup, onFilter } = input
  const ways = [
    ...groupings.map(({ id, label }) => ({ id, label: `Group by ${label.toLowerCase()}` })),
    { id: NO_GROUPING, label: 'Show the list without groups' },
  ]
  return [
    ...ways
      .filter(({ id }) => id !== grouping)
      .map(({ id, label }) => ({
        id: `list.group.${id}`,
        label,
        icon: Group,
        keywords: 'list rows order',
        appliesTo: () => true,
        run: () => onGroup(id),
      })),
    ...saved.map(({ name, filter }) => ({
      id: `list.filter.${name}`,
      label: `Filter by ${visibleText(name)}`,
      icon: Bookmark,
      keywords: filter,
      appliesTo: () => true,
      run: () => onFilter(filter),
    })),
  ]
}
