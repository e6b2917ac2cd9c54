import { errorText } from '#lib/error-text.ts'
import { formatSize } from '#lib/format-bytes.ts'
import { plural } from '#lib/plural.ts'
import { Button } from '#ui/button.tsx'
import styles from './files-tab.module.css'
import type { FolderHandle } from './use-folder-listings.ts'

interface ListingFootProps {
  readonly folder: FolderHandle
  /** Rows that are shown. */
  readonly count: number
}

/** How much of a folder is shown, and what goes on for it. */
export function ListingFoot({ folder, count }: ListingFootProps) {
  const { listing, stop, readOn } = folder
  const { isReading, bytes, end, isStopped, error } = listing
  const isPacking = isReading && bytes > 0
  const isPartial = isStopped || end?.extent === 'too-long'
  return (
    <div className={styles.foot}>
      <span role="status" aria-label="Listing">
        {plural(count, 'item')}
        {isPacking && ` · Reading the engine’s archive: ${formatSize(bytes)} so far`}
        {error && <span className={styles.warned}> · Not up to date. {errorText(error)}</span>}
        {!isReading && isPartial && (
          <span className={styles.warned}> · Only a part: there may be more</span>
        )}
        {!isReading && end?.extent === 'too-many' && (
          <span className={styles.warned}> · Only the first ones: there are more</span>
        )}
      </span>
      {isPacking && <Button onClick={stop}>Stop</Button>}
      {!isReading && isPartial && (
        <Button
          data-tooltip="While the engine packs, the container cannot be started or stopped"
          onClick={readOn}
        >
          Read on
        </Button>
      )}
    </div>
  )
}
