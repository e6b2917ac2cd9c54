import type { EngineWords } from './engine-words.ts'
import styles from './state-dot.module.css'

/** A dot for a state, told by shape as well as by colour: full, hollow, square. */
export function StateDot({ tone }: Pick<EngineWords, 'tone'>) {
  return <span aria-hidden className={styles.dot} data-tone={tone} />
}
