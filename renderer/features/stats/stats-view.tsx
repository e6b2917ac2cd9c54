import { lazy, Suspense } from 'react'
import { Skeleton } from '#ui/skeleton.tsx'
import type { StatsChartsProps } from './stats-charts.tsx'

const Charts = lazy(() =>
  import('./stats-charts.tsx').then(({ StatsCharts }) => ({ default: StatsCharts })),
)

/** Live charts of what containers use. What draws them is loaded when they are first shown. */
export function StatsView(props: StatsChartsProps) {
  return (
    <Suspense fallback={<Skeleton />}>
      <Charts {...props} />
    </Suspense>
  )
}
