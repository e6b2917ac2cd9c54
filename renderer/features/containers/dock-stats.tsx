import type { StatsTarget } from '#features/dock'
import { StatsView } from '#features/stats'
import { plural } from '#lib/plural.ts'
import { StatsTab } from './stats-tab.tsx'
import { useStatsMembers } from './stats-members.ts'
import { useShownContainers } from './use-shown-containers.ts'

interface DockStatsProps {
  readonly target: StatsTarget
  readonly label: string
  readonly focusWish: number | undefined
}

/** The stats of a tab of the dock: of a container, of several, of a project or of an engine. */
export function DockStats(props: DockStatsProps) {
  const { merged, everything } = props.target
  return merged || everything ? <GroupStats {...props} /> : <OneStats {...props} />
}

function OneStats({ target, label, focusWish }: DockStatsProps) {
  const { connection, id, name } = target
  const { rows } = useShownContainers(connection)
  const state = rows.find((row) => row.id === id)?.state
  return (
    <StatsTab
      key={`${connection} ${id}`}
      container={{ connection, id, name, state }}
      label={label}
      focusWish={focusWish}
    />
  )
}

function GroupStats({ target, label, focusWish }: DockStatsProps) {
  const members = useStatsMembers(target)
  const running = members.filter(({ isRunning }) => isRunning).length
  return (
    <StatsView
      label={label}
      members={members}
      isGroup
      note={`${running} of ${plural(members.length, 'container')} running`}
      focusWish={focusWish}
    />
  )
}
