import { useLocation } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { engineElsewhere, useConnectionAccess } from '#features/connections'
import { containerCommands, useShownContainers } from '#features/containers'
import { activeTab, useDock, type DockTarget as Target } from '#features/dock'
import { bindCommands, registerCommandTarget } from '../commands/index.ts'
import { guardCommands } from './engine-command.ts'
import { visit } from './visit.ts'

/** While the focus is in the dock, the palette acts on the container of the tab that is shown. */
export function DockTarget() {
  const tab = useDock(activeTab)
  return tab && <TabTarget target={tab.target} />
}

/** A container that has gone has no commands, and nothing else takes its place. */
function TabTarget({ target: { connection, id, name } }: { readonly target: Target }) {
  const { rows } = useShownContainers(connection)
  const access = useConnectionAccess(connection)
  const container = rows.find((row) => row.id === id)
  // The page over the dock may be another engine's by now.
  useLocation()
  const engine = engineElsewhere(connection)
  const title = engine === undefined ? name : `${name} on ${engine}`
  const commands = useMemo(() => {
    const showDetails = (shown: string, tab?: string) =>
      void visit({ page: 'containers', connection, id: shown, tab }, 'Containers')
    return guardCommands(containerCommands({ showDetails }), access)
  }, [access, connection])
  useEffect(
    () =>
      registerCommandTarget({
        title,
        region: 'dock',
        commands: () => (container ? bindCommands(commands, [container]) : []),
      }),
    [title, commands, container],
  )
  return null
}
