import type { ContainerDetails } from '#shared/contract/containers.ts'
import { shortId } from '#shared/object-id.ts'
import { AgoAndTime } from '#ui/age.tsx'
import { FactList, LabelList, type Fact } from '#ui/fact-list.tsx'
import { engine } from '../../ipc/client.ts'
import { exitMeaning } from '#lib/exit-meaning.ts'
import { plural } from '#lib/plural.ts'
import { HealthSection } from './health-section.tsx'
import { AllPorts } from './port-links.tsx'
import { UsesNow } from './stats-cells.tsx'
import { WhyStopped } from './why-stopped-part.tsx'

interface OverviewTabProps {
  readonly connection: string
  readonly details: ContainerDetails
  onShowLog(): void
}

/** What people ask of a container first. */
export function OverviewTab({ connection, details, onShowLog }: OverviewTabProps) {
  return (
    <>
      <WhyStopped connection={connection} details={details} onShowLog={onShowLog} />
      <FactList facts={factsOf(connection, details)} />
      <HealthSection connection={connection} details={details} />
      <LabelList labels={details.labels} />
    </>
  )
}

function factsOf(connection: string, details: ContainerDetails): readonly Fact[] {
  const { id, image, command, workingDir, user, hostname } = details
  return [
    { label: 'Image', value: image, mono: true, onCopy: () => copy(image) },
    { label: 'ID', value: shortId(id), mono: true, onCopy: () => copy(id) },
    { label: 'Command', value: commandText(command) || 'none', mono: true },
    { label: 'Ports', value: <AllPorts connection={connection} ports={details.ports} /> },
    ...usageFacts(connection, details),
    ...timeFacts(details),
    ...exitFacts(details),
    { label: 'Restart policy', value: restartText(details) },
    ...projectFacts(details),
    ...textFact('Working folder', workingDir),
    ...textFact('User', user),
    ...textFact('Hostname', hostname),
  ]
}

function usageFacts(connection: string, { id, state }: ContainerDetails): readonly Fact[] {
  if (state.kind !== 'running') return []
  return [{ label: 'Uses now', value: <UsesNow key={id} container={{ connection, id }} /> }]
}

function timeFacts({ createdAt, startedAt, finishedAt }: ContainerDetails): readonly Fact[] {
  const at = (label: string, time: number | undefined) =>
    time === undefined ? [] : [{ label, value: <AgoAndTime time={time} /> }]
  return [...at('Created', createdAt), ...at('Started', startedAt), ...at('Finished', finishedAt)]
}

function exitFacts({ state, oomKilled }: ContainerDetails): readonly Fact[] {
  if (state.kind !== 'exited' && state.kind !== 'failed-to-start') return []
  // Of a start that was refused the engine's words tell more, and at times another thing.
  const meaning = state.kind === 'exited' ? exitMeaning(state.exitCode, oomKilled) : undefined
  return [{ label: 'Exit code', value: [state.exitCode, meaning].filter(isSet).join(' · ') }]
}

const isSet = (part: string | number | undefined) => part !== undefined

function restartText({ restartPolicy, restartCount }: ContainerDetails): string {
  const policy = restartPolicy || 'no'
  return restartCount > 0 ? `${policy} · restarted ${plural(restartCount, 'time')}` : policy
}

/** Compose names the project and the service of a container in its labels. */
function projectFacts({ labels }: ContainerDetails): readonly Fact[] {
  const project = labels['com.docker.compose.project']
  const service = labels['com.docker.compose.service']
  if (!project) return []
  return [{ label: 'Project', value: service ? `${project} · service ${service}` : project }]
}

function textFact(label: string, value: string): readonly Fact[] {
  return value ? [{ label, value, mono: true }] : []
}

/** As a shell would read it, near enough for reading. */
function commandText(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word)))
    .join(' ')
}

function copy(text: string) {
  void engine.desktop.copyText({ text })
}
