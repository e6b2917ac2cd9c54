import { CircleArrowUp } from 'lucide-react'
import { useHasNewer, type NamedImage } from '#lib/newer-images.ts'
import styles from './newer-mark.module.css'

const TEXT = 'Its registry has a newer image'

/** Beside the name of an image that is known to be no longer the newest. */
export function NewerMark(image: NamedImage) {
  if (!useHasNewer(image)) return null
  return (
    <span role="img" aria-label={TEXT} data-tooltip={TEXT} className={styles.mark}>
      <CircleArrowUp size={14} aria-hidden />
    </span>
  )
}
