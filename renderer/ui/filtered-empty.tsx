import { SearchX } from 'lucide-react'
import { visibleText } from '#shared/visible-text.ts'
import { Button } from './button.tsx'
import { EmptyState } from './empty-state.tsx'

export interface FilteredEmptyProps {
  readonly noun: string
  readonly filter: string
  onClear(): void
}

/** What a list says when its filter lets nothing through. */
export function FilteredEmpty({ noun, filter, onClear }: FilteredEmptyProps) {
  return (
    <EmptyState
      icon={SearchX}
      title={`No ${noun} matches "${visibleText(filter)}"`}
      actions={<Button onClick={() => onClear()}>Clear filter</Button>}
    />
  )
}
