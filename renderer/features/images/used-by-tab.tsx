import { useContainers } from '#features/containers'
import { naturalCompare } from '#lib/natural-compare.ts'
import { SafeText } from '#ui/safe-text.tsx'
import { openObject } from '../../shell/route-state.ts'
import tabs from '#ui/table-tab.module.css'
import type { ImageRow } from './image-rows.ts'

/** The containers that were made from an image; each leads to it. */
export function UsedByTab({ row: { connection, usedBy } }: { readonly row: ImageRow }) {
  const { data = [] } = useContainers(connection)
  const ids = new Set(usedBy.map(({ id }) => id))
  const users = data
    .filter(({ id }) => ids.has(id))
    .toSorted((a, b) => naturalCompare(a.name, b.name))
  if (users.length === 0) {
    return (
      <p role="status" className={tabs.none}>
        No container is made from it.
      </p>
    )
  }
  return (
    <div className={tabs.tab}>
      <table className={tabs.table}>
        <thead>
          <tr>
            <th scope="col">Container</th>
            <th scope="col">Status</th>
          </tr>
        </thead>
        <tbody>
          {users.map(({ id, name, status, state }) => (
            <tr key={id}>
              <th scope="row">
                <button
                  type="button"
                  className={tabs.link}
                  onClick={() => openObject(connection, 'containers', id)}
                >
                  <SafeText text={name} />
                </button>
              </th>
              <td>
                <SafeText text={status || state.kind} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
