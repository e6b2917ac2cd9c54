import { useQuery } from '@tanstack/react-query'
import { FlaskConical, Pencil, SquareArrowRight } from 'lucide-react'
import { formatMemory, formatSize } from '#lib/format-bytes.ts'
import { plural } from '#lib/plural.ts'
import type { Connection, DiskUse, EngineAbout } from '#shared/contract/connections.ts'
import { asEngineError } from '#shared/errors.ts'
import { AgoAndTime } from '#ui/age.tsx'
import { Button } from '#ui/button.tsx'
import { Callout, CalloutTitle } from '#ui/callout.tsx'
import { DetailsPane } from '#ui/details-pane.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { FactList, type Fact } from '#ui/fact-list.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { bindCommands } from '../../commands/index.ts'
import { engine } from '../../ipc/client.ts'
import { CONNECTION_COMMANDS } from './connection-commands.ts'
import styles from './connection-pane.module.css'
import { ConnectionMarks } from './connection-marks.tsx'
import { useConnectionState } from './connection-states.ts'
import { EngineSteering } from './engine-steering.tsx'
import { KIND_WORDS, MODE_WORDS, sourceWords, stateWord } from './connection-words.ts'

interface ConnectionPaneProps {
  readonly connection: Connection
  readonly tab: string
  onTabChange(tab: string): void
  onClose(): void
}

/** One connection, how it is, and what its engine says of itself. */
export function ConnectionPane({ connection, tab, onTabChange, onClose }: ConnectionPaneProps) {
  const { id, name } = connection
  return (
    <DetailsPane
      name={name}
      full={false}
      status={
        <span className={styles.marks}>
          <ConnectionMarks connection={connection} />
        </span>
      }
      actions={<PaneActions connection={connection} />}
      tabs={[
        {
          id: 'overview',
          title: 'Overview',
          render: () => <Overview key={id} connection={connection} />,
        },
        {
          id: 'engine',
          title: 'Engine',
          render: () => <EngineTab key={id} connection={connection} />,
        },
        { id: 'disk', title: 'Disk', render: () => <Disk key={id} connection={connection} /> },
      ]}
      tab={tab}
      onTabChange={onTabChange}
      onClose={onClose}
    />
  )
}

const SHOWN: Readonly<Record<string, typeof Pencil>> = {
  'connection.open': SquareArrowRight,
  'connection.test': FlaskConical,
  'connection.edit': Pencil,
}

function PaneActions({ connection }: { readonly connection: Connection }) {
  return bindCommands(CONNECTION_COMMANDS, [connection])
    .filter(({ id }) => Object.hasOwn(SHOWN, id))
    .map(({ id, label, icon, run }) => (
      <Button key={id} icon={icon} onClick={run}>
        {label}
      </Button>
    ))
}

function Overview({ connection }: { readonly connection: Connection }) {
  const { id, endpoint, kind, mode, fault, warning, current, sameEngineAs, alsoFound } = connection
  const state = useConnectionState(id)
  const error = fault ?? ('error' in state ? state.error : undefined)
  const facts: readonly Fact[] = [
    { label: 'State', value: fault ? 'Broken' : stateWord(state) },
    ...(fault ? [] : [{ label: 'Since', value: <AgoAndTime time={state.since} /> }]),
    {
      label: 'Endpoint',
      value: endpoint,
      mono: true,
      onCopy: () => void engine.desktop.copyText({ text: endpoint }),
    },
    { label: 'Kind', value: KIND_WORDS[kind] },
    { label: 'Mode', value: MODE_WORDS[mode] },
    { label: 'Found in', value: sourceWords(connection) },
    ...(current ? [{ label: 'docker CLI', value: 'uses this one' }] : []),
    ...(sameEngineAs ? [{ label: 'Same engine as', value: sameEngineAs.join(', ') }] : []),
    ...(alsoFound ? [{ label: 'Also found as', value: alsoFound.map(placeText).join(', ') }] : []),
  ]
  return (
    <>
      {warning !== undefined && (
        <Callout tone="warning" data-selectable>
          <p>{warning}</p>
        </Callout>
      )}
      {error && (
        <Callout tone="failure" role="alert" data-selectable>
          <CalloutTitle>
            <SafeText text={error.message} />
          </CalloutTitle>
          {error.engineMessage !== undefined && error.engineMessage !== error.message && (
            <p className={styles.quote}>
              <SafeText text={error.engineMessage} />
            </p>
          )}
          {error.hint !== undefined && <p>{error.hint}</p>}
        </Callout>
      )}
      <FactList facts={facts} />
    </>
  )
}

function placeText({ name, endpoint }: NonNullable<Connection['alsoFound']>[number]): string {
  return `${name} at ${endpoint}`
}

function EngineTab({ connection }: { readonly connection: Connection }) {
  return (
    <>
      <EngineSteering connection={connection} />
      <About connection={connection} />
    </>
  )
}

function About({ connection: { id, name } }: { readonly connection: Connection }) {
  const state = useConnectionState(id)
  const isConnected = state.kind === 'connected'
  const { data, error, refetch } = useQuery({
    queryKey: ['engine-about', id],
    queryFn: ({ signal }) => engine.connections.about({ connection: id }, { signal }),
    enabled: isConnected,
    // It is looked at seldom, and then it must be true.
    staleTime: 0,
    gcTime: 0,
  })
  if (!isConnected) {
    return (
      <p className={styles.note}>
        <SafeText text={name} /> is not connected: nothing is known of its engine now.
      </p>
    )
  }
  if (data) return <Facts about={data} apiVersion={state.engine.apiVersion} />
  if (error) return <ErrorState error={asEngineError(error)} onRetry={() => void refetch()} />
  return <Skeleton />
}

/** Measured when it is asked for, and not before: that may take the engine minutes. */
function Disk({ connection: { id, name } }: { readonly connection: Connection }) {
  const isConnected = useConnectionState(id).kind === 'connected'
  const { data, error, refetch } = useQuery({
    // Of another shape than the report of the page of disk usage.
    queryKey: ['connection-disk', id],
    queryFn: ({ signal }) => engine.connections.disk({ connection: id }, { signal }),
    enabled: isConnected,
    staleTime: 0,
    gcTime: 0,
  })
  if (error) return <ErrorState error={asEngineError(error)} onRetry={() => void refetch()} />
  if (data) return <FactList facts={diskFacts(data)} />
  return (
    <p role="status" className={styles.note}>
      {isConnected ? (
        'The engine is measuring…'
      ) : (
        <>
          <SafeText text={name} /> is not connected: its disk cannot be measured now.
        </>
      )}
    </p>
  )
}

function diskFacts({ images, containers, volumes, buildCache }: DiskUse): readonly Fact[] {
  const total = images.bytes + containers.bytes + volumes.bytes + buildCache.bytes
  const line = (label: string, { count, bytes }: DiskUse['images']) => ({
    label,
    value: `${formatSize(bytes)} in ${count.toLocaleString('en')}`,
  })
  return [
    { label: 'In all', value: formatSize(total) },
    line('Images', images),
    line('Containers', containers),
    line('Volumes', volumes),
    line('Build cache', buildCache),
  ]
}

interface FactsProps {
  readonly about: EngineAbout
  readonly apiVersion: string
}

function Facts({ about, apiVersion }: FactsProps) {
  const text = (label: string, value: string) => (value === '' ? [] : [{ label, value }])
  const facts: readonly Fact[] = [
    ...text('Version', about.version),
    ...text('API', apiVersion),
    ...text('System', about.os),
    ...text('Kernel', about.kernel),
    ...text('Architecture', about.arch),
    ...text('Host', about.hostname),
    { label: 'CPUs', value: String(about.cpus) },
    { label: 'Memory', value: formatMemory(about.memoryBytes) },
    ...text('Storage driver', about.storageDriver),
    ...text('cgroup', about.cgroup),
    ...text('Data folder', about.rootFolder),
    {
      label: 'Containers',
      value: `${plural(about.containers, 'container')}, ${about.running} running`,
    },
    { label: 'Images', value: String(about.images) },
    ...text('Mirrors', about.mirrors.join(', ')),
    ...text('Insecure registries', about.insecureRegistries.join(', ')),
    ...about.plugins.map(({ kind, names }) => ({
      label: `Plugins, ${kind}`,
      value: names.join(', '),
    })),
  ]
  return (
    <>
      {about.warnings.length > 0 && (
        <Callout tone="warning" data-selectable>
          <ul className={styles.warnings} aria-label="Warnings of the engine">
            {about.warnings.map((warning) => (
              <li key={warning}>
                <SafeText text={warning} />
              </li>
            ))}
          </ul>
        </Callout>
      )}
      <FactList facts={facts} />
    </>
  )
}
