import { classNames } from '#lib/class-names.ts'
import type { HistoryStep } from '#shared/contract/image-layers.ts'
import { formatSize } from '#lib/format-bytes.ts'
import { asEngineError } from '#shared/errors.ts'
import { Age } from '#ui/age.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { engine } from '../../ipc/client.ts'
import tabs from '#ui/table-tab.module.css'
import styles from './image-tabs.module.css'
import type { ImageRow } from './image-rows.ts'
import { instructionOf } from './layers/instruction.ts'
import { useImageHistory } from './queries.ts'

/** How an image was made, as the engine tells it: the newest step first. */
export function HistoryTab({ row: { connection, image } }: { readonly row: ImageRow }) {
  const { data, error, refetch } = useImageHistory(connection, image.id)
  if (error) {
    return (
      <ErrorState
        error={asEngineError(error)}
        onRetry={() => void refetch()}
        onCopy={(text) => void engine.desktop.copyText({ text })}
      />
    )
  }
  if (!data) return <Skeleton />
  if (data.length === 0) {
    return (
      <p role="status" className={tabs.none}>
        The engine does not tell how it was made.
      </p>
    )
  }
  return (
    <div className={tabs.tab}>
      <table className={classNames(tabs.table, styles.numbers)}>
        <thead>
          <tr>
            <th scope="col">Instruction</th>
            <th scope="col" className={styles.number}>
              Size
            </th>
            <th scope="col" className={styles.number}>
              Age
            </th>
          </tr>
        </thead>
        <tbody>{data.map(Step)}</tbody>
      </table>
    </div>
  )
}

function Step({ createdBy, comment, sizeBytes, createdAt }: HistoryStep, place: number) {
  return (
    // What is known of a step is no name of it: the same one may stand there twice.
    // oxlint-disable-next-line react/no-array-index-key -- a history never changes
    <tr key={place}>
      <th scope="row" className={tabs.mono} data-selectable>
        <SafeText text={instructionOf(createdBy)} />
        {comment !== '' && (
          <p className={styles.comment}>
            <SafeText text={comment} />
          </p>
        )}
      </th>
      <td className={styles.number}>{formatSize(sizeBytes)}</td>
      <td className={styles.number}>{createdAt > 0 && <Age time={createdAt} />}</td>
    </tr>
  )
}
