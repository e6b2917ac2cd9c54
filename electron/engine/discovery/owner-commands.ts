import type { SteerVerb } from '#shared/contract/places.ts'
import type { Startable, Tools } from './fix.ts'
import type { Words } from './program.ts'

/** Command lines that are run one after the other. */
export interface SteerLines {
  readonly lines: readonly Words[]
  readonly endsContainers: boolean
  /** What else it ends: `its Linux machines`. */
  readonly alsoEnds?: string
}

/** What the programs of an owner are told, so that they steer its engine. */
interface OwnerCommands {
  readonly start: Words
  readonly stop: Words
  /** Left out where the owner has none: then it is a stop and a start. */
  readonly restart?: Words
  /** Must be there, though it is not the one that is told. */
  readonly alsoNeeds?: string
  /** Its containers have processes of their own, and run on. */
  readonly sparesContainers?: true
  /** What else goes down with it: `its Linux machines`. */
  readonly alsoEnds?: string
  /** The owner's `restart` spares what else would go down. */
  readonly restartsAlone?: true
}

const KUBERNETES = 'its Kubernetes, if that runs'

/** How an engine is started, stopped or restarted, where the programs for it are there. */
export function linesFor(verb: SteerVerb, what: Startable, tools: Tools): SteerLines | undefined {
  const commands = commandsFor(what, tools)
  if (!commands) return undefined
  const { start, stop, alsoNeeds, sparesContainers = false } = commands
  const alsoEnds = alsoEndedBy(verb, commands)
  const lines = verb === 'restart' && !commands.restart ? [stop, start] : [commands[verb] ?? start]
  const needs = [...lines.map(programOf), ...(alsoNeeds === undefined ? [] : [alsoNeeds])]
  if (!needs.every((name) => tools.has(name))) return undefined
  const endsContainers = verb !== 'start' && !sparesContainers
  return { lines, endsContainers, ...(alsoEnds !== undefined && { alsoEnds }) }
}

function alsoEndedBy(verb: SteerVerb, { alsoEnds, restartsAlone }: OwnerCommands) {
  const spares = verb === 'start' || (verb === 'restart' && restartsAlone)
  return spares ? undefined : alsoEnds
}

/** What needs root is begun by the person, in a terminal. */
export function needsRoot([program]: Words): boolean {
  return program === 'sudo'
}

function programOf([program, next = program]: Words): string {
  return program === 'sudo' ? next : program
}

/** What must be there to steer the engine, for people; empty where nothing would. */
export function toolsFor(what: Startable, tools: Tools): readonly string[] {
  const commands = commandsFor(what, tools)
  if (!commands) return []
  const { start, stop, alsoNeeds } = commands
  return [...new Set([...[start, stop].map(programOf), ...(alsoNeeds ? [alsoNeeds] : [])])]
}

function commandsFor(what: Startable, tools: Tools): OwnerCommands | undefined {
  const { owner, instance } = what
  switch (owner) {
    case 'docker':
      // Without its socket's unit it would come back at the next question to it.
      return { ...asRoot(['docker.socket', 'docker'], 'docker'), alsoNeeds: 'dockerd' }
    case 'orbstack':
      return {
        ...by('orb'),
        restart: ['orb', 'restart', 'docker'],
        alsoEnds: 'its Linux machines',
        restartsAlone: true,
      }
    case 'rancher-desktop':
      return { start: ['rdctl', 'start'], stop: ['rdctl', 'shutdown'], alsoEnds: KUBERNETES }
    case 'podman-rootless':
      // The service requires the socket, and so goes with it.
      return { ...userUnit('podman.socket'), alsoNeeds: 'podman', sparesContainers: true }
    case 'podman-root':
      return { ...asRoot(['podman.socket']), alsoNeeds: 'podman', sparesContainers: true }
    default:
      return instance === undefined ? undefined : commandsForInstance(owner, instance, tools)
  }
}

/** Of the owners that start nothing without being told what. */
function commandsForInstance(
  owner: Startable['owner'],
  instance: string,
  tools: Tools,
): OwnerCommands | undefined {
  switch (owner) {
    case 'docker-rootless':
      return userUnit(instance)
    case 'docker-desktop':
      return dockerDesktop(instance, tools)
    case 'colima':
      return colima(instance)
    case 'lima':
      // Its "restart" is younger than its "stop" and "start".
      return { ...by('limactl', [], instance), alsoEnds: 'what else runs in that VM' }
    case 'podman-machine':
      return by('podman', ['machine'], instance)
    case 'finch':
      return finch(instance, tools)
    case 'minikube':
      return minikube(instance)
    case 'wsl':
      return wsl(instance)
    default:
      return undefined
  }
}

/** A unit of systemd on Linux, an app on macOS; on Windows only its newer command line tells. */
function dockerDesktop(instance: string, tools: Tools): OwnerCommands {
  if (tools.has('systemctl')) return { ...userUnit(instance), alsoEnds: KUBERNETES }
  const told = by('docker', ['desktop'])
  return {
    start: tools.has('open') ? ['open', '-a', instance] : told.start,
    stop: told.stop,
    restart: ['docker', 'desktop', 'restart'],
    alsoEnds: KUBERNETES,
  }
}

function colima(profile: string): OwnerCommands {
  const which = profile === 'default' ? [] : [profile]
  const restart: Words = ['colima', 'restart', ...which]
  return { ...by('colima', [], ...which), restart, alsoEnds: KUBERNETES }
}

function minikube(profile: string): OwnerCommands {
  return { ...by('minikube', [], '-p', profile), alsoEnds: 'its Kubernetes' }
}

/** Whatever is run there starts the distribution, and that its services. */
function wsl(distribution: string): OwnerCommands {
  return {
    start: ['wsl', '-d', distribution, '--exec', 'true'],
    stop: ['wsl', '--terminate', distribution],
    alsoEnds: 'what else runs in that distribution',
  }
}

/** A daemon beside containerd on Linux, a VM elsewhere. */
function finch(instance: string, tools: Tools): OwnerCommands {
  if (!tools.has('systemctl')) return by('finch', ['vm'])
  return { ...asRoot([instance, 'finch.service']), alsoNeeds: 'finch', sparesContainers: true }
}

function by(
  program: string,
  group: readonly string[] = [],
  ...instance: readonly string[]
): Pick<OwnerCommands, 'start' | 'stop'> {
  return {
    start: [program, ...group, 'start', ...instance],
    stop: [program, ...group, 'stop', ...instance],
  }
}

function userUnit(unit: string): OwnerCommands {
  return {
    start: ['systemctl', '--user', 'start', unit],
    stop: ['systemctl', '--user', 'stop', unit],
    restart: ['systemctl', '--user', 'restart', unit],
  }
}

/** `stop`: the units that must go, where one would start the other. */
function asRoot(stop: readonly [string, ...string[]], unit = stop[0]): OwnerCommands {
  return {
    start: ['sudo', 'systemctl', 'start', unit],
    stop: ['sudo', 'systemctl', 'stop', ...stop],
    restart: ['sudo', 'systemctl', 'restart', unit],
  }
}
