import { formatSpan } from '#lib/format-span.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { Column } from '#ui/data-grid/data-grid.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import tabs from '#ui/table-tab.module.css'
import styles from './build-tabs.module.css'
import { StepStatus } from './status.tsx'
import type { StepRow } from './timeline.ts'

/** The columns of the steps; in a narrow pane what a step is and how it stands stay. */
export const STEP_COLUMNS: readonly Column<StepRow>[] = [
  {
    id: 'number',
    title: '#',
    width: '32px',
    align: 'end',
    render: ({ number }) => number,
  },
  {
    id: 'status',
    title: 'Status',
    width: '92px',
    render: ({ step }) => <StepStatus state={step.state} />,
  },
  {
    id: 'name',
    title: 'Step',
    width: 'minmax(120px, 3fr)',
    render: ({ step }) => (
      <span className={tabs.mono} data-tooltip={visibleText(step.name)}>
        <SafeText text={step.name} />
      </span>
    ),
  },
  {
    id: 'stage',
    title: 'Stage',
    width: '84px',
    hideBelow: 620,
    render: ({ step }) => step.stage !== undefined && <SafeText text={step.stage} />,
  },
  {
    id: 'time',
    title: 'Time line',
    width: 'minmax(80px, 2fr)',
    hideBelow: 480,
    render: ({ step, bar }) => (
      // For the eye: the duration stands beside it.
      <span className={styles.bar} aria-hidden>
        {bar && (
          <span
            data-state={step.state}
            style={{ left: `${bar.from * 100}%`, width: `${bar.length * 100}%` }}
          />
        )}
      </span>
    ),
  },
  {
    id: 'duration',
    title: 'Duration',
    width: '72px',
    align: 'end',
    hideBelow: 340,
    render: ({ span }) => span !== undefined && formatSpan(span),
  },
]
