import { SearchX } from 'lucide-react'
import { visibleText } from '#shared/visible-text.ts'
import { Button } from './button.tsx'
import { EmptyState } from './empty-state.tsx'

export interface FilteredEmptyProps {
  readonly noun: string
  readonly filter: string
  /** What in the filter may be meant otherwise. */
  readonly hints?: readonly string[]
  onClear(): void
}

/** What a list says when its filter lets nothing through. */
export function FilteredEmpty({ noun, filter, hints, onClear }: FilteredEmptyProps) {
  return (
    <EmptyState
      icon={SearchX}
      title={`No ${noun} matches "${visibleText(filter)}"`}
      {...(hints && hints.length > 0 && { text: visibleText(hints.join(' ')) })}
      actions={<Button onClick={() => onClear()}>Clear filter</Button>}
    />
  )
}
