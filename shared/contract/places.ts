import * as z from 'zod'
import type { TlsPaths } from './connections.ts'
import { feed, request, type } from '../ipc/define.ts'
import { OnConnection } from './references.ts'

/** Whose engine is to be found at a place. */
export type EngineOwner =
  | 'docker'
  | 'docker-rootless'
  | 'docker-desktop'
  | 'orbstack'
  | 'colima'
  | 'lima'
  | 'rancher-desktop'
  | 'podman-machine'
  | 'podman-rootless'
  | 'podman-root'
  /** An entry of podman-connections.json; its engine may be anybody's. */
  | 'podman-connection'
  | 'finch'
  /** Apple's containers, behind a Docker API. */
  | 'socktainer'
  | 'minikube'
  | 'wsl'

/** Where an engine may be, though no context names it. */
export interface Place {
  /** The same at every start: `colima:default`. */
  readonly id: string
  readonly owner: EngineOwner
  /** As people call it: `Colima (work)`. */
  readonly name: string
  /**
   * As the docker CLI writes it: `unix:///var/run/docker.sock`, `npipe:////./pipe/docker_engine`.
   * Absent where only the running engine has one.
   */
  readonly endpoint?: string
  /** The profile, machine or unit that can be started; absent where none was set up. */
  readonly instance?: string
  /** The files that its engine is to be reached with by TLS. */
  readonly tls?: TlsPaths
  /** The file of the key that ssh is to log in with: its path, never what is in it. */
  readonly identity?: string
}

/** What is at a place. `realPath` is the socket itself, behind all links that could be followed. */
export type Finding =
  | {
      readonly kind: 'answers'
      readonly realPath: string
      /** As in `EngineFacts`; Podman has none, and some proxies hide it. */
      readonly engineId?: string
      readonly version: string
      readonly isPodman: boolean
    }
  | { readonly kind: 'missing' }
  /** A link that leads nowhere: who made it has stopped. `target` is an absolute path. */
  | { readonly kind: 'dangling'; readonly target: string }
  | { readonly kind: 'not-a-socket'; readonly realPath: string }
  /** A socket that a stopped engine left behind: nobody listens. */
  | { readonly kind: 'refused'; readonly realPath: string }
  /** `group` is the one whose members may use the socket, where there is one. */
  | { readonly kind: 'no-permission'; readonly realPath: string; readonly group?: string }
  /** It accepts, and no answer comes in time, or it hangs up without one. */
  | { readonly kind: 'silent'; readonly realPath: string }
  /** It answers, and not as an engine does. */
  | { readonly kind: 'not-an-engine'; readonly realPath: string }
  /** Anything else, in the words of the engine, of its program or of the system. */
  | { readonly kind: 'failed'; readonly realPath?: string; readonly reason: string }
  /** What the engine runs in is off, and its program said so. */
  | { readonly kind: 'stopped' }
  /** Over a network: looking there is a connection's work, and not that of a look around. */
  | { readonly kind: 'untested' }

/** A place, what is there, and the other names under which it was found. */
export interface FoundPlace {
  readonly place: Place
  readonly finding: Finding
  readonly otherNames: readonly string[]
}

/** What a person can do about a place that does not answer. */
export type FixOffer =
  /** To copy: it needs a password, or stops what runs. */
  | { readonly kind: 'command'; readonly title: string; readonly command: string }
  /** A button: the app runs `command`, which is shown as one would type it. */
  | {
      readonly kind: 'run'
      readonly id: string
      readonly title: string
      readonly command: string
    }

/** How a program ended. Only `exited` with 0 means that it did what it says. */
export type ProgramEnd =
  | { readonly kind: 'exited'; readonly exitCode: number }
  /** By a signal, and not by ours. */
  | { readonly kind: 'killed'; readonly signal: string }
  /** By the person. */
  | { readonly kind: 'cancelled' }

/** What a program says while it runs, and how it ended. */
export type ProgramNews = { readonly line: string } | { readonly end: ProgramEnd }

/** The longest id holds the longest name of a file, and its owner's. */
const MAX_FIX_ID_CHARS = 512

/** Names a fix that main has offered; what it runs, main knows alone. */
export const FixRef = z.object({ fix: z.string().min(1).max(MAX_FIX_ID_CHARS) })

/** A place that was looked at, and what can be done about it. */
export interface PlaceReport extends FoundPlace {
  readonly fix?: FixOffer
  /** Those that lead there. */
  readonly connections: readonly string[]
}

/** What is done with an engine as a whole. */
export const SteerVerb = z.enum(['start', 'stop', 'restart'])
export type SteerVerb = z.output<typeof SteerVerb>

/** One thing that can be done with an engine. */
export interface SteerOffer {
  readonly verb: SteerVerb
  /** As one would type them, one after the other, until one fails. */
  readonly commands: readonly string[]
  /** `person`: it needs a password, and so is only shown, to copy. */
  readonly runBy: 'app' | 'person'
  /** False where containers have processes of their own, and run on without their engine. */
  readonly endsContainers: boolean
  /** What else it ends, as a part of a sentence: `its Linux machines`. */
  readonly alsoEnds?: string
}

/** Whether the engine behind a connection can be started and stopped from here, and how. */
export type Steering =
  /** `owner`: as people call what runs it, `Colima (work)`. */
  | { readonly kind: 'managed'; readonly owner: string; readonly offers: readonly SteerOffer[] }
  /** `reason` is a sentence for people. */
  | { readonly kind: 'unmanaged'; readonly reason: string }

/** More than two command lines nobody has. */
const Commands = z.array(z.string().max(1024)).max(4)

/** `commands` are those that the person has seen: nothing else is run. */
export const SteerInput = OnConnection.extend({ verb: SteerVerb, commands: Commands })
export type SteerInput = z.output<typeof SteerInput>

export const places = {
  /**
   * Looks everywhere where engines put their sockets, once, and tells all of it in 1.5 s at most; and
   * anew where programs, which are slower, then say something else. What answers, or was set up,
   * becomes a connection. `again`: these programs are asked, though they were lately.
   */
  look: feed({
    effect: 'read',
    input: z.object({ again: z.boolean() }),
    value: type<readonly PlaceReport[]>(),
  }),
  /** Runs a fix that `look` has offered; closing the feed ends its program. */
  fix: feed({ effect: 'change', input: FixRef, value: type<ProgramNews>() }),
  /** By connection. It asks files and no engine, and runs nothing. */
  steering: request({
    effect: 'read',
    input: z.object({}),
    output: type<Readonly<Record<string, Steering>>>(),
  }),
  /** Does what `steering` has offered; closing the feed ends its program. */
  steer: feed({ effect: 'change', input: SteerInput, value: type<ProgramNews>() }),
}
