import { CircleAlert, CircleDashed, Container, Plus, RotateCw } from 'lucide-react'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import type { Connection } from '#shared/contract/connections.ts'
import type { PlaceReport } from '#shared/contract/places.ts'
import type { EngineErrorShape } from '#shared/errors.ts'
import { plural } from '#lib/plural.ts'
import { Button } from '#ui/button.tsx'
import { CommandLine } from '#ui/command-line.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { engine } from '../../ipc/client.ts'
import { connectionState, useConnectionState, watchConnection } from './connection-states.ts'
import { waysToGetAnEngine } from './get-an-engine.ts'
import { addConnection } from './connection-form.tsx'
import { PlaceFix } from './place-fix.tsx'
import { namedSourceWords } from './connection-words.ts'
import { findingWords } from './place-words.ts'
import { connectionOf, listedIdOf, useConnections } from './queries.ts'
import { usePlaces } from './use-places.ts'
import styles from './welcome-page.module.css'

export interface WelcomePageProps {
  /** An engine answers: where to go now. */
  onConnected(connection: string): void
}

/** What the app looked for, what it found, and how to get an engine. It leaves by itself. */
export function WelcomePage({ onConnected }: WelcomePageProps) {
  const connections = useConnections().data ?? NO_CONNECTIONS
  const answering = useAnswering(connections)
  useEffect(() => {
    if (answering !== undefined) onConnected(answering)
  }, [answering, onConnected])
  const { reports, lookAgain } = usePlaces()
  const retry = () => {
    lookAgain()
    for (const { id } of connections) void engine.connections.retry({ connection: id })
  }
  const elsewhere = reports.filter(({ connections: leading }) => leading.length === 0)
  const telling = elsewhere.filter(({ finding, fix }) => finding.kind !== 'missing' || fix)
  const missing = elsewhere.filter(({ finding, fix }) => finding.kind === 'missing' && !fix)
  return (
    <div className={styles.page} data-region="list">
      <div className={styles.column}>
        <h1 className={styles.title}>No container engine answers</h1>
        <p className={styles.lead}>
          Pilothouse looked in these places. It keeps trying, and opens by itself once an engine
          answers. Nothing is sent anywhere, and you need no account.
        </p>
        <ul className={styles.places} aria-label="Where Pilothouse looked">
          {connections.map((connection) => (
            <Place
              key={connection.id}
              connection={connection}
              report={reports.find((report) => leadsTo(report, connection))}
              onFixed={retry}
            />
          ))}
          {telling.map((report) => (
            <FoundPlace key={report.place.id} report={report} onFixed={retry} />
          ))}
        </ul>
        {missing.length > 0 && <NothingThere reports={missing} />}
        <div>
          <Button kind="primary" icon={RotateCw} onClick={retry}>
            Retry
          </Button>{' '}
          <Button icon={Plus} onClick={() => void addConnection()}>
            Add connection
          </Button>
        </div>
        <GetAnEngine />
      </div>
    </div>
  )
}

const NO_CONNECTIONS: readonly Connection[] = []

/** Also by one that was found there, and that this one is listed in place of. */
function leadsTo({ connections }: PlaceReport, { id }: Connection): boolean {
  return connections.some((leading) => listedIdOf(leading) === id)
}

/** The first connection that an engine answers on, live. */
function useAnswering(connections: readonly Connection[]): string | undefined {
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = connections.map(({ id }) => watchConnection(id, listener))
      return () => stops.forEach((stop) => stop())
    },
    [connections],
  )
  return useSyncExternalStore(
    subscribe,
    () => connections.find(({ id }) => connectionState(id).kind === 'connected')?.id,
  )
}

interface PlaceProps {
  readonly connection: Connection
  /** What was found where it leads. */
  readonly report: PlaceReport | undefined
  onFixed(): void
}

function Place({ connection, report, onFixed }: PlaceProps) {
  const state = useConnectionState(connection.id)
  const error = connection.fault ?? ('error' in state ? state.error : undefined)
  const Icon = error ? CircleAlert : CircleDashed
  return (
    <li className={styles.place} data-failed={error !== undefined || undefined}>
      <Icon size={16} aria-hidden />
      <div>
        <p className={styles.endpoint} data-selectable>
          <SafeText text={connection.endpoint} />
        </p>
        <p className={styles.source}>
          <SafeText text={namedSourceWords(connection)} />
        </p>
        {error ? <Reason error={error} /> : <p className={styles.source}>Asking…</p>}
        {error && report?.fix && (
          <PlaceFix
            fix={report.fix}
            connections={report.connections.flatMap((id) => connectionOf(id) ?? [])}
            onDone={onFixed}
          />
        )}
      </div>
    </li>
  )
}

interface FoundPlaceProps {
  readonly report: PlaceReport
  onFixed(): void
}

/** A place that nothing names, where something is, or where something can be started. */
function FoundPlace({ report, onFixed }: FoundPlaceProps) {
  const { place, finding, fix, otherNames } = report
  return (
    <li className={styles.place} data-failed={finding.kind !== 'missing' || undefined}>
      {finding.kind === 'missing' ? (
        <CircleDashed size={16} aria-hidden />
      ) : (
        <CircleAlert size={16} aria-hidden />
      )}
      <div>
        <p className={styles.endpoint} data-selectable>
          <SafeText text={place.endpoint ?? place.name} />
        </p>
        <p className={styles.source}>
          <SafeText text={[place.name, ...otherNames].join(', ')} />:{' '}
          <SafeText text={findingWords(finding)} />
        </p>
        {fix && <PlaceFix fix={fix} connections={NO_CONNECTIONS} onDone={onFixed} />}
      </div>
    </li>
  )
}

function NothingThere({ reports }: { readonly reports: readonly PlaceReport[] }) {
  return (
    <details className={styles.missing}>
      <summary>Nothing at {plural(reports.length, 'other place')}</summary>
      <ul>
        {reports.map(({ place }) => (
          <li key={place.id}>
            <SafeText text={`${place.name}: ${place.endpoint ?? 'not running'}`} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function Reason({ error }: { readonly error: EngineErrorShape }) {
  const { message, hint, engineMessage } = error
  const words = engineMessage === message ? undefined : engineMessage
  return (
    <div role="alert" data-selectable className={styles.reason}>
      <p>
        <SafeText text={message} />
      </p>
      {words !== undefined && (
        <p className={styles.words}>
          <SafeText text={words} />
        </p>
      )}
      {hint !== undefined && (
        <p className={styles.hint}>
          <SafeText text={hint} />
        </p>
      )}
    </div>
  )
}

const copyText = (text: string) => engine.desktop.copyText({ text })

function GetAnEngine() {
  return (
    <section aria-labelledby="get-an-engine" className={styles.ways}>
      <h2 id="get-an-engine" className={styles.subtitle}>
        <Container size={16} aria-hidden /> No engine on this machine yet?
      </h2>
      <ul>
        {waysToGetAnEngine(navigator.userAgent).map(({ text, command }) => (
          <li key={text}>
            <p>{text}</p>
            {command !== undefined && <CommandLine command={command} onCopy={copyText} />}
          </li>
        ))}
      </ul>
    </section>
  )
}
