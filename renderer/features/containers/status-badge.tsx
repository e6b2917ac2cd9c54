import {
  CircleDashed,
  CirclePause,
  CirclePlay,
  HeartPulse,
  Loader,
  OctagonX,
  RefreshCw,
  Skull,
  Square,
  Trash2,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react'
import { classNames } from '#lib/class-names.ts'
import { statusWord, type StatusShape } from './container-status.ts'
import type { ShownState } from './pending-containers.ts'
import styles from './status-badge.module.css'

const SHAPES: Readonly<Record<StatusShape, LucideIcon>> = {
  running: CirclePlay,
  healthy: HeartPulse,
  starting: Loader,
  unhealthy: TriangleAlert,
  paused: CirclePause,
  restarting: RefreshCw,
  exited: Square,
  failed: OctagonX,
  created: CircleDashed,
  dead: Skull,
  removing: Trash2,
}

/** A state as shape, word and colour. */
export function StatusBadge({ state }: { readonly state: ShownState }) {
  const { word, shape } = statusWord(state)
  const Icon = SHAPES[shape]
  return (
    <span className={classNames(styles.status, styles[shape])}>
      <Icon size={15} aria-hidden />
      <span className={styles.word}>{word}</span>
    </span>
  )
}
