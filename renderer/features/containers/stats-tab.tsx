import { useMemo } from 'react'
import { StatsView } from '#features/stats'
import { cpuLimitOf } from './cpu-limit.ts'
import type { ShownState } from './pending-containers.ts'
import { useContainerDetails } from './queries.ts'
import type { ShownContainer } from './shown-container.ts'

interface StatsTabProps {
  readonly container: Pick<ShownContainer, 'connection' | 'id' | 'name'> & {
    /** Absent of one that was removed. */
    readonly state: ShownState | undefined
  }
  /** How the view is named, where that is not by the container alone. */
  readonly label?: string
  readonly focusWish?: number | undefined
}

/** What a container uses, live; of one that does not run, what it used before. */
export function StatsTab({ container, label, focusWish }: StatsTabProps) {
  const { connection, id, name, state } = container
  const { data } = useContainerDetails(connection, id)
  const json = data?.json
  const cpuLimit = useMemo(() => (json === undefined ? undefined : cpuLimitOf(json)), [json])
  const isRunning = state?.kind === 'running'
  const members = useMemo(
    () => [{ connection, id, name, isRunning }],
    [connection, id, name, isRunning],
  )
  return (
    <StatsView
      label={label ?? name}
      members={members}
      isGroup={false}
      note={noteOf(state)}
      cpuLimit={cpuLimit}
      focusWish={focusWish}
    />
  )
}

/** Why nothing new comes. */
function noteOf(state: ShownState | undefined): string | undefined {
  const before = 'The charts show what was sampled before.'
  if (!state) return `Removed. ${before}`
  if (state.kind === 'running') return undefined
  return state.kind === 'paused' ? `Paused. ${before}` : `Not running. ${before}`
}
