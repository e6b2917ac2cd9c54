import { classNames } from '#lib/class-names.ts'
import { formatSize } from '#lib/format-bytes.ts'
import { plural } from '#lib/plural.ts'
import type { DiskUse } from '#shared/contract/connections.ts'
import styles from './disk-page.module.css'

const PARTS: readonly { readonly id: keyof DiskUse; readonly title: string }[] = [
  { id: 'images', title: 'Images' },
  { id: 'containers', title: 'Containers' },
  { id: 'volumes', title: 'Volumes' },
  { id: 'buildCache', title: 'Build cache' },
]

/** What takes how much, as a bar and in words. */
export function UseBar({ use }: { readonly use: DiskUse }) {
  return (
    <>
      <div className={styles.bar} aria-hidden>
        {PARTS.filter(({ id }) => use[id].bytes > 0).map(({ id }) => (
          <span
            key={id}
            className={styles.part}
            data-part={id}
            style={{ flexGrow: use[id].bytes }}
          />
        ))}
      </div>
      <ul className={styles.legend}>
        {PARTS.map(({ id, title }) => (
          <li key={id}>
            <span className={classNames(styles.part, styles.swatch)} data-part={id} aria-hidden />
            {title} <strong>{formatSize(use[id].bytes)}</strong>{' '}
            <span className={styles.quiet}>in {plural(use[id].count, 'object')}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
