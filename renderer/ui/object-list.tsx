import styles from './object-list.module.css'
import { SafeText } from './safe-text.tsx'

/** An object that a question is about. */
export interface ListedObject {
  readonly name: string
  /** Size, age, who uses it. */
  readonly detail?: string
}

interface ObjectListProps {
  readonly label: string
  readonly objects: readonly ListedObject[]
}

/** Names with what there is to know of each; many of them scroll. */
export function ObjectList({ label, objects }: ObjectListProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling list needs keys
    <ul className={styles.objects} tabIndex={0} aria-label={label}>
      {objects.map(({ name, detail }) => (
        <li key={`${name} ${detail}`}>
          <SafeText text={name} />
          {detail !== undefined && (
            <span className={styles.detail}>
              <SafeText text={detail} />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
