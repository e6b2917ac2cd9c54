import { composePlace } from '#lib/compose-place.ts'
import {
  ageKey,
  choiceKey,
  labelKey,
  numberKey,
  textKey,
  type FilterKey,
} from '#lib/filter/filter-key.ts'
import { isAlive } from './container-status.ts'
import type { ShownState } from './pending-containers.ts'
import type { ShownContainer } from './shown-container.ts'

type ContainerKey = FilterKey<ShownContainer>

const name: ContainerKey = textKey({ key: 'name', about: 'part of its name' }, ({ name }) => [name])

/** `stopped` is what does not run, however it came to that. */
const STATES = [
  'running',
  'paused',
  'restarting',
  'stopped',
  'exited',
  'created',
  'failed',
  'dead',
  'removing',
] as const

const state: ContainerKey = choiceKey(
  { key: 'state', aliases: ['status'], about: 'running, stopped, exited, paused…' },
  STATES,
  ({ listed, state }) => stateWords(listed ?? state),
)

const health: ContainerKey = choiceKey(
  { key: 'health', about: 'what its health check says' },
  ['healthy', 'unhealthy', 'starting', 'none'],
  ({ listed, state }) => [healthWord(listed ?? state)],
)

const image: ContainerKey = textKey({ key: 'image', about: 'part of its image' }, ({ image }) => [
  image,
])

const port: ContainerKey = numberKey(
  { key: 'port', about: 'on the host or in the container' },
  ({ ports }) =>
    ports.flatMap(({ hostPort, containerPort }) =>
      hostPort === undefined ? [containerPort] : [hostPort, containerPort],
    ),
)

const net: ContainerKey = textKey(
  { key: 'net', aliases: ['network'], about: 'part of the name of a network' },
  ({ networks }) => networks.map(({ name }) => name),
)

const label: ContainerKey = labelKey(({ labels }) => labels)

const project: ContainerKey = textKey(
  { key: 'project', about: 'part of its Compose project' },
  ({ labels }) => placeWord(labels, 'project'),
)

const service: ContainerKey = textKey(
  { key: 'service', about: 'part of its Compose service' },
  ({ labels }) => placeWord(labels, 'service'),
)

const age: ContainerKey = ageKey(
  { key: 'age', about: 'how long ago it was created' },
  ({ createdAt }) => createdAt,
)

const exit: ContainerKey = numberKey(
  { key: 'exit', about: 'the exit code of its last run' },
  ({ listed, state }) => exitCodes(listed ?? state),
)

const volume: ContainerKey = textKey(
  { key: 'volume', aliases: ['mount'], about: 'a volume or a folder in it' },
  ({ mounts }) => mounts.flatMap(({ name, source, destination }) => [name, source, destination]),
)

const command: ContainerKey = textKey(
  { key: 'command', about: 'part of its command' },
  ({ command }) => [command],
)

const ip: ContainerKey = textKey({ key: 'ip', about: 'an address of its own' }, ({ networks }) =>
  networks.map(({ ip }) => ip),
)

const id: ContainerKey = textKey({ key: 'id', about: 'part of its id' }, ({ id }) => [id])

/** What the filter of the list of containers can ask about. */
export const CONTAINER_FILTER_KEYS: readonly ContainerKey[] = [
  name,
  state,
  health,
  image,
  port,
  net,
  label,
  project,
  service,
  age,
  exit,
  volume,
  command,
  ip,
  id,
]

function stateWords(shown: ShownState): readonly (typeof STATES)[number][] {
  const word = stateWord(shown)
  const isStopped = !isAlive(shown) && word !== 'running' && word !== 'removing'
  return isStopped ? [word, 'stopped'] : [word]
}

function stateWord({ kind }: ShownState): (typeof STATES)[number] {
  switch (kind) {
    case 'being-started':
    case 'being-stopped':
      return 'running'
    case 'failed-to-start':
      return 'failed'
    case 'running':
    case 'paused':
    case 'restarting':
    case 'exited':
    case 'created':
    case 'dead':
    case 'removing':
      return kind
    default:
      return kind satisfies never
  }
}

function healthWord(shown: ShownState): string {
  return (shown.kind === 'running' && 'health' in shown ? shown.health : undefined) ?? 'none'
}

function exitCodes(shown: ShownState): readonly number[] {
  return shown.kind === 'exited' || shown.kind === 'failed-to-start' ? [shown.exitCode] : []
}

function placeWord(
  labels: ShownContainer['labels'],
  word: 'project' | 'service',
): readonly string[] {
  const place = composePlace(labels)
  return place ? [place[word]] : []
}
