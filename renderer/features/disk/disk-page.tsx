import { RefreshCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { blockedReason, useConnectionAccess, useListState } from '#features/connections'
import { formatSize } from '#lib/format-bytes.ts'
import { useNow } from '#lib/use-now.ts'
import type { DiskReport } from '#shared/contract/disk.ts'
import { Button } from '#ui/button.tsx'
import { HeaderButton } from '#ui/header-button.tsx'
import { VM_KEEPS } from '#lib/vm-keeps.ts'
import { ListPage } from '#ui/list-page.tsx'
import { StaleFrame } from '#ui/stale-frame.tsx'
import { useConnectionId } from '../../shell/route-state.ts'
import { CategoryRow } from './category-row.tsx'
import { chosenOf, firstChoice, type Choice } from './choice.ts'
import { cleanUp } from './clean-up.ts'
import { CATEGORIES } from './disk-categories.ts'
import styles from './disk-page.module.css'
import { MeasuredAt } from './measured-at.tsx'
import { useDiskReport } from './queries.ts'
import { UseBar } from './use-bar.tsx'
import { countAndSize, totalOf } from './words.ts'

/** Ages of what is kept are told in days. */
const MINUTE_MS = 60_000

/** What takes space on the engine in view, what of it nothing uses, and its end. */
export function DiskPage() {
  const connection = useConnectionId()
  const query = useDiskReport(connection)
  const { data: report, isFetching, refetch } = query
  const state = useListState(connection, { ...query, data: report && [report] })
  return (
    <ListPage
      title="Disk usage"
      actions={
        <HeaderButton icon={RefreshCw} disabled={isFetching} onClick={() => void refetch()}>
          Measure again
        </HeaderButton>
      }
      banner={state.banner}
    >
      {state.instead ??
        (report ? (
          <StaleFrame stale={state.isStale}>
            <Report
              connection={connection}
              report={report}
              measuredAt={query.dataUpdatedAt}
              isMeasuring={isFetching}
            />
          </StaleFrame>
        ) : (
          <p className={styles.measuring} role="status">
            The engine measures what its objects take. With much on a slow disk that takes minutes.
          </p>
        ))}
    </ListPage>
  )
}

interface ReportProps {
  readonly connection: string
  readonly report: DiskReport
  readonly measuredAt: number
  readonly isMeasuring: boolean
}

function Report({ connection, report, measuredAt, isMeasuring }: ReportProps) {
  const now = useNow(MINUTE_MS)
  const [own, setChoice] = useState<Choice>()
  const choice = own ?? firstChoice(report)
  const chosen = chosenOf(report, choice, now)
  const blocked = blockedReason(useConnectionAccess(connection), 'destroy')
  const reason = blocked ?? (chosen.length === 0 ? 'Nothing is chosen' : undefined)
  return (
    <div className={styles.report} aria-label="Disk usage" role="group" data-page tabIndex={-1}>
      <p className={styles.total}>
        <strong>{formatSize(totalOf(report))}</strong>{' '}
        <span role="status" className={styles.age}>
          {isMeasuring ? 'Measuring again…' : <MeasuredAt time={measuredAt} />}
        </span>
      </p>
      <UseBar use={report.use} />
      <h2 className={styles.heading}>What nothing uses</h2>
      <ul className={styles.categories}>
        {CATEGORIES.map((category) => (
          <CategoryRow
            key={category.id}
            category={category}
            report={report}
            choice={choice}
            now={now}
            onChoice={setChoice}
          />
        ))}
      </ul>
      {report.mayBeInVm && <p className={styles.vm}>{VM_KEEPS}</p>}
      <footer className={styles.foot}>
        <span role="status">Chosen: {countAndSize(chosen)}</span>
        <Button
          kind="danger"
          icon={Trash2}
          aria-disabled={reason !== undefined}
          data-tooltip={reason}
          onClick={() => reason === undefined && void cleanUp(connection, chosen)}
        >
          Clean up…
        </Button>
      </footer>
    </div>
  )
}
