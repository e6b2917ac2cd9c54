import { Copy, FileCode, ListTree } from 'lucide-react'
import { useMemo, useState } from 'react'
import { formatSize } from '#lib/format-bytes.ts'
import { useNow } from '#lib/use-now.ts'
import type { BuildStep } from '#shared/contract/builds.ts'
import { visibleText } from '#shared/visible-text.ts'
import { Button } from '#ui/button.tsx'
import { DataGrid, type Sort } from '#ui/data-grid/data-grid.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import type { Journal } from './build-journal.ts'
import tabs from '#ui/table-tab.module.css'
import styles from './build-tabs.module.css'
import { isRunning } from './build-words.ts'
import { copyLines } from './log/copy-lines.ts'
import { LogLines } from './log/log-lines.tsx'
import { STEP_COLUMNS } from './step-columns.tsx'
import { stepOfInterest, stepRows, type StepRow } from './timeline.ts'

interface StepsTabProps {
  readonly journal: Journal
  /** The step that somebody has chosen. */
  readonly chosen: string | undefined
  onChoose(step: string): void
  onLine(line: number): void
}

const IN_ORDER: Sort = { column: 'number', direction: 'ascending' }

/** Milliseconds between two drawings of bars that grow. */
const TICK_MS = 500

/** The steps of a build on one time axis, and what the chosen one wrote. */
export function StepsTab({ journal, chosen, onChoose, onLine }: StepsTabProps) {
  const { build, steps } = journal
  const now = useNow(TICK_MS, isRunning(build))
  const rows = useMemo(() => stepRows(build, steps, now), [build, steps, now])
  const [sort, setSort] = useState(IN_ORDER)
  const shown = steps.find(({ id }) => id === chosen) ?? stepOfInterest(steps)
  return (
    <div className={styles.split}>
      <div className={styles.part}>
        <DataGrid
          label="Steps"
          rows={rows}
          columns={STEP_COLUMNS}
          sort={sort}
          activeId={shown?.id}
          loading={steps.length === 0 && isRunning(build)}
          rowId={rowId}
          rowName={rowName}
          onSortChange={setSort}
          // The focus that comes back to the list is no choice: what fails is still to be followed.
          onActiveChange={(id, cause) => cause === 'chosen' && onChoose(id)}
          onClick={({ step }) => onChoose(step.id)}
          onOpen={({ step }) => step.line !== undefined && onLine(step.line)}
          empty={NO_STEPS}
        />
      </div>
      <div className={styles.part}>
        {shown && <StepView key={shown.id} step={shown} journal={journal} onLine={onLine} />}
      </div>
    </div>
  )
}

interface StepViewProps extends Pick<StepsTabProps, 'journal' | 'onLine'> {
  readonly step: BuildStep
}

function StepView({ step, journal, onLine }: StepViewProps) {
  const { name, line, parts } = step
  const lines = journal.linesOf(step.id)
  const mayBeDropped = journal.droppedLines > 0 && step.startedAt !== undefined
  return (
    <section className={styles.part} aria-label={`Step ${visibleText(name)}`}>
      <div className={styles.head}>
        <h3 data-selectable>
          <SafeText text={name} />
        </h3>
        {line !== undefined && (
          <Button kind="quiet" icon={FileCode} onClick={() => onLine(line)}>
            Line {line} of the Dockerfile
          </Button>
        )}
        {lines.length > 0 && (
          <IconButton
            small
            icon={Copy}
            label="Copy its log"
            onClick={() => void copyLines(lines)}
          />
        )}
      </div>
      {parts.length > 0 && <Parts parts={parts} />}
      {lines.length > 0 ? (
        <LogLines label={`Log of ${visibleText(name)}`} lines={lines} count={lines.length} />
      ) : (
        parts.length === 0 && (
          <p className={tabs.none}>
            {mayBeDropped
              ? 'If it wrote something, that is not kept any more.'
              : WITHOUT_LOG[step.state]}
          </p>
        )
      )}
    </section>
  )
}

const WITHOUT_LOG: Readonly<Record<BuildStep['state'], string>> = {
  waiting: 'It waits for its turn.',
  running: 'Nothing was written yet.',
  done: 'It wrote nothing.',
  cached: 'What an earlier build made was taken, so it did not run.',
  failed: 'It wrote nothing.',
  'not-run': 'It did not run.',
}

function Parts({ parts }: Pick<BuildStep, 'parts'>) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by the keys
    <ul className={styles.parts} aria-label="Transfers" tabIndex={0}>
      {parts.map(({ id, words, done, total, isDone }) => (
        <li key={id}>
          <SafeText text={id} />
          <span>
            {[
              visibleText(words),
              done > 0 && formatSize(done),
              !isDone && total !== undefined && `of ${formatSize(total)}`,
            ]
              .filter(Boolean)
              .join(' ')}
          </span>
        </li>
      ))}
    </ul>
  )
}

const rowId = ({ step }: StepRow) => step.id
const rowName = ({ step }: StepRow) => step.name

const NO_STEPS = (
  <EmptyState
    icon={ListTree}
    title="No steps"
    text="The build ended before its first step began."
  />
)
