import { formatChord } from '#lib/chord.ts'
import styles from './kbd.module.css'

/** A shortcut as the keys to press. */
export function Kbd({ chord }: { readonly chord: string }) {
  return <kbd className={styles.kbd}>{formatChord(chord)}</kbd>
}
