import { Plus } from 'lucide-react'
import { blockedReason, useConnectionAccess } from '#features/connections'
import { Button } from '#ui/button.tsx'
import { ObjectPage } from '../../shell/object-page.tsx'
import { useConnectionId, useListSort } from '../../shell/route-state.ts'
import { CONTAINER_COLUMNS } from './container-columns.tsx'
import { BY_NAME, CONTAINER_LIST } from './container-list-props.tsx'
import { runContainer } from './run-container.ts'
import { useTrashView } from './trash-view.tsx'
import { useLiveSort, useShownContainers } from './use-shown-containers.ts'

/** The containers of the connection in view. */
export function ContainersPage() {
  const connection = useConnectionId()
  const [sort] = useListSort(BY_NAME)
  const { query, rows } = useShownContainers(connection)
  const trash = useTrashView(rows, CONTAINER_COLUMNS, useConnectionAccess(connection))
  return (
    <ObjectPage
      {...CONTAINER_LIST}
      title="Containers"
      connection={connection}
      query={query}
      rows={useLiveSort(trash.rows, sort.column)}
      primary={
        <>
          {trash.buttons}
          <RunContainer connection={connection} />
        </>
      }
      {...trash.props}
      rowId={rowId}
    />
  )
}

function RunContainer({ connection }: { readonly connection: string }) {
  const blocked = blockedReason(useConnectionAccess(connection), 'change')
  return (
    <Button
      kind="primary"
      icon={Plus}
      aria-disabled={blocked !== undefined}
      data-tooltip={blocked ?? 'Run container'}
      data-shortcut="Mod+N"
      onClick={() => blocked === undefined && void runContainer({ connection })}
    >
      Run container
    </Button>
  )
}

const rowId = ({ id }: { readonly id: string }) => id
