import { useQuery, keepPreviousData } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSettled } from '#lib/use-settled.ts'
import type { RunObstacle } from '#shared/contract/running.ts'
import { plainSpec, type RunSpec } from '#shared/run-spec/run-spec.ts'
import { engine } from '../../../ipc/client.ts'
import { obstacleWords } from './obstacle-words.ts'
import { risksOf } from './risks.ts'
import { useForm } from './use-run-form.ts'
import styles from './run-form.module.css'

/** Milliseconds of rest in typing after which the engine is asked. */
const REST_MS = 300

interface WarningsProps {
  /** One that makes way: what it holds is free by then. */
  readonly replaces: string | undefined
}

/** What is wrong with the whole, what stands in the way, and where it reaches out of itself. */
export function Warnings({ replaces }: WarningsProps) {
  const { problems, spec } = useForm()
  const obstacles = useObstacles()
    .filter((one) => !isHeldBy(one, replaces))
    .map((one) => obstacleWords(one, spec.pull))
  const whole = problems.filter(({ field }) => field === '')
  const risks = risksOf(spec).map((text) => ({ kind: 'attention' as const, text }))
  const all = [...whole, ...obstacles, ...risks]
  return (
    <section aria-label="Checks" className={styles.checks}>
      <h3>Checks</h3>
      <div role="status">
        <ul className={styles.notes}>
          {all.map(({ kind, text }) => (
            <li key={text} data-kind={kind}>
              {text}
            </li>
          ))}
          {all.length === 0 && <li data-kind="info">Nothing stands in the way.</li>}
        </ul>
      </div>
    </section>
  )
}

function isHeldBy(obstacle: RunObstacle, id: string | undefined): boolean {
  if (id === undefined) return false
  switch (obstacle.kind) {
    case 'name-taken':
      return obstacle.id === id
    case 'port-taken':
      return obstacle.container?.id === id
    default:
      return false
  }
}

function useObstacles() {
  const { connection, spec } = useForm()
  const asked = useSettled(
    useMemo(() => whatIsChecked(spec), [spec]),
    REST_MS,
  )
  const { data = [] } = useQuery({
    queryKey: ['run-form', connection, 'obstacles', asked],
    queryFn: ({ signal }) => engine.containers.obstacles({ connection, spec: asked }, { signal }),
    enabled: asked.image !== '',
    placeholderData: keepPreviousData,
    retry: false,
    // Another program may have taken the port since.
    gcTime: 0,
  })
  return asked.image === '' ? [] : data
}

/** No variable and no command decides whether it can run, and none needs to be told. */
function whatIsChecked({ image, name, portBindings, binds, mounts, networks }: RunSpec): RunSpec {
  return {
    ...plainSpec(image),
    ...(name !== undefined && { name }),
    portBindings,
    binds,
    mounts,
    networks,
  }
}
