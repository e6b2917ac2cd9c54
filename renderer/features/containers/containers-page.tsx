import { ObjectPage } from '../../shell/object-page.tsx'
import { useConnectionId, useListSort } from '../../shell/route-state.ts'
import { CONTAINER_COLUMNS } from './container-columns.tsx'
import { BY_NAME, CONTAINER_LIST } from './container-list-props.tsx'
import { useLiveSort, useShownContainers } from './use-shown-containers.ts'

/** The containers of the connection in view. */
export function ContainersPage() {
  const connection = useConnectionId()
  const [sort] = useListSort(BY_NAME)
  const { query, rows } = useShownContainers(connection)
  return (
    <ObjectPage
      {...CONTAINER_LIST}
      title="Containers"
      connection={connection}
      query={query}
      rows={useLiveSort(rows, sort.column)}
      columns={CONTAINER_COLUMNS}
      rowId={rowId}
    />
  )
}

const rowId = ({ id }: { readonly id: string }) => id
