import { useEffect, useMemo, useRef, useState } from 'react'
import { create } from 'zustand'
import { useNow } from '#lib/use-now.ts'
import { RANGES, type Range, type StatsHistory } from '#shared/stats-history.ts'
import { visibleText } from '#shared/visible-text.ts'
import { Button } from '#ui/button.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { engine } from '../../ipc/client.ts'
import { CHARTS, type ChartKind } from './chart-kinds.ts'
import {
  latestOf,
  linesOfMany,
  linesOfOne,
  rankMembers,
  slotsUntil,
  timesOf,
  type ChartLine,
  type Slots,
} from './chart-lines.ts'
import { createFollower, type Follower, type StatsMember } from './follower.ts'
import { createStyles, withStyle } from './line-styles.ts'
import { StatChart } from './stat-chart.tsx'
import styles from './stats.module.css'
import { useIsSeen } from './use-is-seen.ts'

export interface StatsChartsProps {
  /** Whose figures these are: the name of a container, of a project, or `3 containers`. */
  readonly label: string
  readonly members: readonly StatsMember[]
  /** Lines are of all of it together and of each, also where it is only one. */
  readonly isGroup: boolean
  /** Why there is nothing new to see: `It is paused`. */
  readonly note?: string | undefined
  /** Percent of one core that the container may use at most. */
  readonly cpuLimit?: number | undefined
  /** Takes the keys each time that this changes, unless it is undefined. */
  readonly focusWish?: number | undefined
}

/** Milliseconds. Which containers have lines of their own must not change while one reads. */
const RANK_MS = 10_000

/** Milliseconds. Many containers are sampled seldom, and longer ranges have longer slots. */
const REDRAW_MS = 1000
const REDRAW_MANY_MS = 3000
const MANY = 12
const REDRAW_LONG_MS = 5000

/** How far back all charts go: one choice, for they are compared. */
const useRange = create<{ readonly range: Range }>()(() => ({ range: '2 min' }))

/** Live charts of what containers use. */
export function StatsCharts(props: StatsChartsProps) {
  const { label, members, isGroup, note, cpuLimit, focusWish } = props
  const region = useRef<HTMLElement>(null)
  const isSeen = useIsSeen(region)
  const follower = useFollower(members, isSeen)
  const range = useRange((choice) => choice.range)
  const [pointed, setPointed] = useState<{ readonly range: Range; readonly slot: number }>()
  const [styleOf] = useState(createStyles)
  const now = useNow(redrawMs(range, members.length), isSeen)
  const slots = slotsUntil(range, now)
  const times = timesOf(slots)
  const charts = useCharts(follower, { members, isGroup, cpuLimit, slots, now })
  // A moment stays the same one while the chart goes on under it.
  const cursor = pointed?.range === range ? Math.max(0, pointed.slot - slots.first) : undefined
  useEffect(() => {
    if (focusWish === undefined) return undefined
    // A tab that has just been opened is not in view yet.
    const frame = requestAnimationFrame(() => region.current?.querySelector('button')?.focus())
    return () => cancelAnimationFrame(frame)
  }, [focusWish])
  const error = members.map((member) => follower.errorOf(member)).find(Boolean)
  return (
    <section ref={region} aria-label={`Stats of ${visibleText(label)}`} className={styles.view}>
      <div className={styles.bar}>
        <div role="group" aria-label="Time range" className={styles.ranges}>
          {(Object.keys(RANGES) as Range[]).map((one) => (
            <Button
              key={one}
              aria-pressed={one === range}
              onClick={() => useRange.setState({ range: one })}
            >
              {one}
            </Button>
          ))}
        </div>
        <p role="status" aria-label="State of the charts" className={styles.note}>
          <SafeText text={error ? `No new figures. ${error.message}` : (note ?? '')} />
        </p>
      </div>
      <div className={styles.charts}>
        {charts.map(({ kind, lines, limitText }) => (
          <StatChart
            key={kind.id}
            kind={kind}
            times={times}
            lines={lines.map((line, at) => withStyle(line, styleOf(line, at)))}
            note={limitText}
            cursor={cursor}
            onCursor={(at) =>
              setPointed(at === undefined ? undefined : { range, slot: slots.first + at })
            }
          />
        ))}
      </div>
    </section>
  )
}

function redrawMs(range: Range, members: number): number {
  if (range !== '2 min') return REDRAW_LONG_MS
  return members > MANY ? REDRAW_MANY_MS : REDRAW_MS
}

/** Samples come while the view is seen; those of the time between are in the history. */
function useFollower(members: readonly StatsMember[], isSeen: boolean): Follower {
  const [, setCount] = useState(0)
  const [follower] = useState(() =>
    createFollower(engine.stats, () => setCount((count) => count + 1)),
  )
  useEffect(() => {
    follower.follow(isSeen ? members : members.map((member) => ({ ...member, isRunning: false })))
  }, [follower, members, isSeen])
  useEffect(() => () => follower.close(), [follower])
  return follower
}

interface ChartsOptions extends Pick<StatsChartsProps, 'members' | 'isGroup' | 'cpuLimit'> {
  readonly slots: Slots
  readonly now: number
}

interface Chart {
  readonly kind: ChartKind
  readonly lines: readonly ChartLine[]
  /** What a container may use at most. */
  readonly limitText: string | undefined
}

function useCharts(follower: Follower, options: ChartsOptions): readonly Chart[] {
  const { members, isGroup, cpuLimit, slots, now } = options
  const { historyOf } = follower
  const round = Math.floor(now / RANK_MS)
  // oxlint-disable-next-line react/exhaustive-deps -- they are ranked anew for each of these
  const ranks = useMemo(() => new Map<string, readonly string[]>(), [members, round])
  if (!isGroup) {
    const history = members[0] && historyOf(members[0])
    return CHARTS.map((kind) => {
      const limit = history && limitOf(kind, history, slots, cpuLimit)
      const lines = history ? linesOfOne(kind, history, slots, limit) : []
      return { kind, lines, limitText: limit ? `limit ${kind.format(limit)}` : undefined }
    })
  }
  return CHARTS.map((kind) => {
    const ranked = ranks.get(kind.id) ?? rankMembers(kind, members, historyOf, slots)
    // Before all histories have come the order is one of chance.
    if (members.every((member) => historyOf(member))) ranks.set(kind.id, ranked)
    const lines = linesOfMany(kind, members, ranked, historyOf, slots)
    return { kind, lines, limitText: undefined }
  })
}

/** Where a container has no limit of its own, the engine gives the memory of its machine. */
function limitOf(kind: ChartKind, history: StatsHistory, slots: Slots, cpuLimit?: number) {
  if (kind.id === 'cpu') return cpuLimit
  if (kind.id === 'memory') return latestOf(history, 'memoryLimitBytes', slots)
  return undefined
}
