import { useConnectionAccess } from '#features/connections'
import { ObjectPage } from '../../shell/object-page.tsx'
import { PageButton } from '../../shell/page-button.tsx'
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
          <PageButton
            connection={connection}
            label="Run container"
            shortcut="Mod+N"
            onRun={() => runContainer({ connection })}
          />
        </>
      }
      {...trash.props}
      rowId={rowId}
    />
  )
}

const rowId = ({ id }: { readonly id: string }) => id
