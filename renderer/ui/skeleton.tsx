import styles from './skeleton.module.css'

/** Grey lines in place of a list that is on its way; invisible for the first 150 ms. */
export function Skeleton({ rows = 8 }: { readonly rows?: number }) {
  return (
    <div className={styles.skeleton} aria-hidden>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={styles.row} style={{ width: `${92 - ((index * 17) % 40)}%` }} />
      ))}
    </div>
  )
}
