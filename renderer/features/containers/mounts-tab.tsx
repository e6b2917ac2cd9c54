import { classNames } from '#lib/class-names.ts'
import { openObject } from '../../shell/route-state.ts'
import type { ContainerMount } from '#shared/contract/containers.ts'
import { SafeText } from '#ui/safe-text.tsx'
import tabs from '#ui/table-tab.module.css'
import styles from './table-tab.module.css'

interface MountsTabProps {
  readonly connection: string
  readonly mounts: readonly ContainerMount[]
}

/** What of the outside the container sees, and where. */
export function MountsTab({ connection, mounts }: MountsTabProps) {
  if (mounts.length === 0) {
    return (
      <p role="status" className={tabs.none}>
        Nothing is mounted. What it writes is lost when it is removed.
      </p>
    )
  }
  return (
    <div className={tabs.tab}>
      <table className={classNames(tabs.table, styles.names)}>
        <thead>
          <tr>
            <th scope="col">In the container</th>
            <th scope="col">From</th>
            <th scope="col">Access</th>
          </tr>
        </thead>
        <tbody>
          {mounts.map((mount) => (
            <tr key={mount.destination}>
              <th scope="row" className={tabs.mono} data-selectable>
                <SafeText text={mount.destination} />
              </th>
              <td className={tabs.mono} data-selectable>
                <Source connection={connection} mount={mount} />
              </td>
              <td>{mount.writable ? 'Read, write' : 'Read only'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Source({
  connection,
  mount: { type, name, source },
}: {
  readonly connection: string
  readonly mount: ContainerMount
}) {
  if (type !== 'volume' || !name) return <SafeText text={source || type} />
  return (
    <button
      type="button"
      className={tabs.link}
      onClick={() => openObject(connection, 'volumes', name)}
    >
      <SafeText text={name} />
    </button>
  )
}
