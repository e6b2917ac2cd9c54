import { keepPreviousData, useQuery, type QueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { errorText } from '#lib/error-text.ts'
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
  const { found, state } = useObstacles()
  const obstacles = found
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
          {state.kind === 'failed' && (
            <li data-kind="attention">The engine could not be asked: {state.text}</li>
          )}
          {all.length === 0 && state.kind !== 'failed' && (
            <li data-kind="info">
              {state.kind === 'asking' ? 'Asking the engine…' : 'Nothing found.'}
            </li>
          )}
        </ul>
      </div>
    </section>
  )
}

type Asked =
  | { readonly kind: 'asking' }
  | { readonly kind: 'told' }
  | { readonly kind: 'failed'; readonly text: string }

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

function useObstacles(): { readonly found: readonly RunObstacle[]; readonly state: Asked } {
  const { connection, spec } = useForm()
  const asked = useSettled(
    useMemo(() => whatIsChecked(spec), [spec]),
    REST_MS,
  )
  const isEmpty = asked.image === ''
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: obstaclesKey(connection, asked),
    queryFn: ({ signal }) => engine.containers.obstacles({ connection, spec: asked }, { signal }),
    enabled: !isEmpty,
    placeholderData: keepPreviousData,
    retry: false,
    // Another program may have taken the port since.
    gcTime: 0,
  })
  if (isEmpty) return { found: [], state: { kind: 'told' } }
  if (error) return { found: [], state: { kind: 'failed', text: errorText(error) } }
  const isTold = data !== undefined && !isPlaceholderData
  return { found: data ?? [], state: { kind: isTold ? 'told' : 'asking' } }
}

function obstaclesKey(connection: string, spec?: RunSpec) {
  return ['run-form', connection, 'obstacles', ...(spec ? [spec] : [])]
}

/** What the engine has refused, it may have told better reasons for by now. */
export function checkAgain(client: QueryClient, connection: string): void {
  void client.invalidateQueries({ queryKey: obstaclesKey(connection) })
}

/** No variable and no command decides whether it can run, and none needs to be told. */
function whatIsChecked(spec: RunSpec): RunSpec {
  const { image, name, platform, portBindings, binds, mounts, networks } = spec
  return {
    ...plainSpec(image),
    ...(name !== undefined && { name }),
    ...(platform !== undefined && { platform }),
    portBindings,
    binds,
    mounts,
    networks,
  }
}
