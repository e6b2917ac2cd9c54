import type { MouseEvent } from 'react'
import { plural } from '#lib/plural.ts'
import { visibleText } from '#shared/visible-text.ts'
import { SafeText } from '#ui/safe-text.tsx'
import { goTo, pathOf, type Place } from '../../shell/navigation.ts'
import type { ImageRow } from './image-rows.ts'

/** The container that was made from an image, or how many: a link to it, or to all of them. */
export function ImageUsers({ row: { connection, reference, usedBy } }: { readonly row: ImageRow }) {
  const [only] = usedBy
  if (only === undefined) return null
  if (usedBy.length === 1) {
    const place = { page: 'containers', connection, id: only.id } as const
    return <PlaceLink place={place} text={only.name} hint={visibleText(only.name)} />
  }
  const place = { page: 'images', connection, id: reference, tab: 'used-by' } as const
  const names = usedBy.map(({ name }) => visibleText(name)).join(', ')
  return <PlaceLink place={place} text={plural(usedBy.length, 'container')} hint={names} />
}

interface PlaceLinkProps {
  readonly place: Place
  readonly text: string
  readonly hint: string
}

function PlaceLink({ place, text, hint }: PlaceLinkProps) {
  const follow = (event: MouseEvent) => {
    event.preventDefault()
    goTo(place)
  }
  return (
    <a href={`#${pathOf(place)}`} onClick={follow}>
      <SafeText text={text} hint={hint} />
    </a>
  )
}
