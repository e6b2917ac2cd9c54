import { useQuery } from '@tanstack/react-query'
import { CircleCheck, OctagonX, Play } from 'lucide-react'
import { useState } from 'react'
import { agree, blockedReason, useConnectionAccess } from '#features/connections'
import { classNames } from '#lib/class-names.ts'
import { formatSpan } from '#lib/format-span.ts'
import { plural } from '#lib/plural.ts'
import type { ContainerDetails } from '#shared/contract/containers.ts'
import type { HealthCheck, HealthProbe, HealthReport, HealthRun } from '#shared/contract/health.ts'
import { asEngineError, type EngineError } from '#shared/errors.ts'
import { visibleText } from '#shared/visible-text.ts'
import { AgoAndTime } from '#ui/age.tsx'
import { Button } from '#ui/button.tsx'
import { FactList, type Fact } from '#ui/fact-list.tsx'
import { SafeLines, SafeText } from '#ui/safe-text.tsx'
import { engine } from '../../ipc/client.ts'
import styles from './health-section.module.css'
import { StatusBadge } from './status-badge.tsx'

interface HealthSectionProps {
  readonly connection: string
  readonly details: Pick<ContainerDetails, 'id' | 'name' | 'state'>
}

/** Milliseconds. Engines say by an event that health has changed, but not that it was looked at. */
const REFRESH_MS = 3000

/** How a container is checked and what came of it; nothing where it has no check. */
export function HealthSection({ connection, details }: HealthSectionProps) {
  const { data } = useHealth(connection, details)
  if (!data) return null
  return (
    <section aria-label="Health" className={styles.section}>
      <h3 className={styles.heading}>Health</h3>
      <FactList facts={factsOf(data, details.state.kind === 'running')} />
      <RunNow key={details.id} connection={connection} details={details} />
      <Probes probes={data.probes} />
    </section>
  )
}

/** Looked at while it is seen and can change. */
function useHealth(connection: string, { id, state }: HealthSectionProps['details']) {
  const runs = state.kind === 'running'
  return useQuery({
    // Read anew when it starts or stops: what is true of a running one is not of the other.
    queryKey: ['health', connection, id, runs],
    queryFn: async ({ signal }) =>
      (await engine.health.read({ connection, id }, { signal })) ?? null,
    refetchInterval: ({ state: { data } }) => (runs && data !== null ? REFRESH_MS : false),
    refetchIntervalInBackground: false,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
}

/** Engines call a check unhealthy as soon as its container does not run any more. */
function factsOf({ check, status, failures }: HealthReport, runs: boolean): readonly Fact[] {
  return [
    ...(status === undefined || !runs
      ? []
      : [{ label: 'Status', value: <HealthStatus status={status} failures={failures} /> }]),
    { label: 'Command', value: check.text, mono: true },
    { label: 'Runs', value: scheduleText(check) },
  ]
}

function HealthStatus({ status, failures }: Required<Pick<HealthReport, 'status' | 'failures'>>) {
  return (
    <>
      <StatusBadge state={{ kind: 'running', health: status }} />
      {failures > 0 && <span>· {plural(failures, 'failure')} in a row</span>}
    </>
  )
}

/** `every 30 s, for 5 s at most; unhealthy after 3 failures in a row` */
function scheduleText({
  intervalMs,
  timeoutMs,
  startPeriodMs,
  retries,
}: Omit<HealthCheck, 'command' | 'text'>): string {
  const parts = [
    `every ${formatSpan(intervalMs)}, for ${formatSpan(timeoutMs)} at most`,
    `unhealthy after ${plural(retries, 'failure')} in a row`,
    ...(startPeriodMs > 0 ? [`not counted in the first ${formatSpan(startPeriodMs)}`] : []),
  ]
  return parts.join('; ')
}

function Probes({ probes }: { readonly probes: readonly HealthProbe[] }) {
  return (
    <>
      <h4 className={styles.heading}>Last probes</h4>
      {probes.length === 0 && <p className={styles.none}>The engine has not checked it yet.</p>}
      <ProbeList probes={probes} />
    </>
  )
}

function ProbeList({ probes }: { readonly probes: readonly HealthProbe[] }) {
  return (
    <ol aria-label="Last probes" className={styles.probes}>
      {probes.map(({ startedAt, durationMs, exitCode, output }) => (
        <li key={startedAt}>
          <Outcome exitCode={exitCode} durationMs={durationMs}>
            <AgoAndTime time={startedAt} />
          </Outcome>
          <Output text={output} />
        </li>
      ))}
    </ol>
  )
}

interface OutcomeProps {
  /** Absent of one that was ended because it took too long. */
  readonly exitCode: number | undefined
  readonly durationMs: number | undefined
  readonly children?: React.ReactNode
}

function Outcome({ exitCode, durationMs, children }: OutcomeProps) {
  const passed = exitCode === 0
  const Icon = passed ? CircleCheck : OctagonX
  return (
    <p className={styles.outcome}>
      <span className={classNames(styles.word, passed ? styles.passed : styles.failed)}>
        <Icon size={14} aria-hidden />
        {outcomeWord(exitCode)}
      </span>
      {durationMs !== undefined && <span>in {formatSpan(durationMs)}</span>}
      {children !== undefined && <span>{children}</span>}
    </p>
  )
}

function outcomeWord(exitCode: number | undefined): string {
  if (exitCode === undefined) return 'Ended: it took too long'
  // Engines write this of a probe that they have ended.
  if (exitCode === -1) return 'Failed (-1: it took too long)'
  return exitCode === 0 ? 'Passed (0)' : `Failed (${exitCode})`
}

function Output({ text }: { readonly text: string }) {
  if (text.trim() === '') return null
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long output is scrolled by keys
    <pre role="group" aria-label="Output" className={styles.output} tabIndex={0} data-selectable>
      <SafeLines text={text.trimEnd()} />
    </pre>
  )
}

type Ran = { readonly run: HealthRun } | { readonly error: EngineError }

function RunNow({ connection, details: { id, name, state } }: HealthSectionProps) {
  const access = useConnectionAccess(connection)
  const [running, setRunning] = useState(false)
  const [ran, setRan] = useState<Ran>()
  const why =
    blockedReason(access, 'change') ??
    (state.kind === 'running' ? undefined : 'It is not running: there is nothing to check')
  const run = async () => {
    const consent = await agree([{ connection }], {
      always: false,
      question: () => ({
        tier: 1,
        question: `Run the health check of container "${visibleText(name)}" now?`,
        objects: [],
        verb: 'Run',
        consequence: 'Its command is run in the container.',
      }),
    })
    if (!consent) return
    setRunning(true)
    const outcome = await engine.health.run({ connection, id }, consent).then(
      (run): Ran => ({ run }),
      (cause: unknown): Ran => ({ error: asEngineError(cause) }),
    )
    setRunning(false)
    setRan(outcome)
  }
  const blocked = running || why !== undefined
  return (
    <div className={styles.now}>
      <Button
        icon={Play}
        aria-disabled={blocked}
        data-tooltip={
          why ?? 'Runs its command once. The state that the engine keeps is not changed.'
        }
        onClick={() => !blocked && void run()}
      >
        {running ? 'Running…' : 'Run now'}
      </Button>
      <div role="status" aria-label="Result of the check">
        {ran && !running && <Result ran={ran} />}
      </div>
    </div>
  )
}

function Result({ ran }: { readonly ran: Ran }) {
  if ('error' in ran) {
    const { message, hint } = ran.error
    return (
      <p className={styles.failed} data-selectable>
        <SafeText text={[message, hint].filter(Boolean).join('. ')} />
      </p>
    )
  }
  const { exitCode, durationMs, output, isCut } = ran.run
  return (
    <>
      <Outcome exitCode={exitCode} durationMs={durationMs}>
        run by you
      </Outcome>
      <Output text={isCut ? `${output}\n…` : output} />
    </>
  )
}
