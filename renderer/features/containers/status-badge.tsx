import {
  createLucideIcon,
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
import type { ReactNode } from 'react'
import { classNames } from '#lib/class-names.ts'
import { statusHint, statusWord, type StatusShape } from './container-status.ts'
import type { ShownState } from './pending-containers.ts'
import styles from './status-badge.module.css'

/** Eight dashes around it. The library's own is eight elements, in a list of many that are created. */
const CircleDashed = createLucideIcon('circle-dashed', [
  ['circle', { cx: 12, cy: 12, r: 10, strokeDasharray: '3.6 4.254', key: 'dashes' }],
])

/** Each drawn once: a list has hundreds of them, and React need not look into one that it knows. */
const ICONS: Readonly<Record<StatusShape, ReactNode>> = {
  running: draw(CirclePlay),
  healthy: draw(HeartPulse),
  starting: draw(Loader),
  unhealthy: draw(TriangleAlert),
  paused: draw(CirclePause),
  restarting: draw(RefreshCw),
  exited: draw(Square),
  failed: draw(OctagonX),
  created: draw(CircleDashed),
  dead: draw(Skull),
  removing: draw(Trash2),
}

/** A state as shape, word and colour. */
export function StatusBadge({ state }: { readonly state: ShownState }) {
  const { word, shape } = statusWord(state)
  return (
    <span className={classNames(styles.status, styles[shape])} data-tooltip={statusHint(state)}>
      {ICONS[shape]}
      <span className={styles.word}>{word}</span>
    </span>
  )
}

function draw(Icon: LucideIcon): ReactNode {
  return <Icon size={15} aria-hidden />
}
