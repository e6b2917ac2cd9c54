import * as z from 'zod'
import type { EngineErrorShape } from '../errors.ts'
import { feed, request, type } from '../ipc/define.ts'
import { RelativePath } from './files.ts'
import { OnConnection, Reference } from './references.ts'
import type { TaskPart } from './tasks.ts'

/** Who builds: BuildKit, Docker's builder of before, or Podman's. */
export type BuilderKind = 'buildkit' | 'classic' | 'buildah'

/** What an engine builds with. */
export interface Builders {
  /** The best first; never empty. */
  readonly kinds: readonly BuilderKind[]
  /** Why secrets cannot be given to a build; absent where BuildKit can take them. */
  readonly noSecrets?: string
}

/** A folder or archive that a person chose to build from; main alone reads it. */
export interface BuildSource {
  /** Stands for it in what follows. */
  readonly source: string
  readonly kind: 'folder' | 'archive'
  /** For people to read. */
  readonly path: string
  /** Paths inside it, with `/`; the one that docker build would take is the first. */
  readonly dockerfiles: readonly string[]
}

/** A Dockerfile as it is on disk. */
export interface DockerfileText {
  readonly text: string
  /** Changes with the text: what is saved over another one is refused. */
  readonly version: string
}

/** What would be sent to the engine, or offered to it: BuildKit takes what it needs and does not have. */
export interface ContextSize {
  readonly files: number
  readonly bytes: number
  /** Files and folders that an ignore file leaves out; a folder counts once. */
  readonly ignored: number
  /** The ignore file that says so, as a path inside the source. */
  readonly ignoreFile?: string
  /** The biggest ones, the biggest first. */
  readonly largest: readonly { readonly path: string; readonly bytes: number }[]
  /** All of it was looked at. */
  readonly isWhole: boolean
}

const MAX_TAGS = 20
const MAX_VALUES = 200
const MAX_VALUE_LENGTH = 65_536

/** As Dockerfiles name build arguments and secrets. */
const ArgName = z.string().regex(/^[A-Za-z_]\w{0,254}$/)
const SecretId = z.string().regex(/^[\w.-]{1,128}$/)
const Value = z.string().max(MAX_VALUE_LENGTH)

/** How to build. */
export const BuildSettings = z.object({
  /** A path inside the source. */
  dockerfile: RelativePath,
  tags: z.array(Reference).max(MAX_TAGS),
  /** The stage to end with. */
  target: z.string().min(1).max(128).optional(),
  args: z.array(z.object({ name: ArgName, value: Value })).max(MAX_VALUES),
  /** Known to the steps that ask for them (`RUN --mount=type=secret`), and kept nowhere. */
  secrets: z
    .array(
      z.discriminatedUnion('from', [
        z.object({ id: SecretId, from: z.literal('text'), text: Value }),
        /** A file that was chosen (`desktop.chooseSource`). */
        z.object({ id: SecretId, from: z.literal('file'), file: z.uuid() }),
      ]),
    )
    .max(MAX_VALUES),
  /** `linux/arm64` */
  platform: z.string().min(1).max(64).optional(),
  noCache: z.boolean(),
  /** Ask the registry for newer base images. */
  pull: z.boolean(),
  /** The best one where it is absent. */
  builder: z.enum(['buildkit', 'classic', 'buildah']).optional(),
})
export type BuildSettings = z.infer<typeof BuildSettings>

/** The settings of a build that was, as far as they are kept. */
export interface PastSettings extends Omit<BuildSettings, 'args' | 'secrets'> {
  /** A value that looks like a secret by its name is not kept. */
  readonly args: readonly { readonly name: string; readonly value?: string }[]
  /** Ids alone. */
  readonly secrets: readonly string[]
}

/** `not-run` is what a build that ended did not come to. */
export type BuildStepState = 'waiting' | 'running' | 'done' | 'cached' | 'failed' | 'not-run'

/** One instruction of the Dockerfile, or something that the builder does besides. */
export interface BuildStep {
  readonly id: string
  /** `RUN make`, or the builder's own words. */
  readonly name: string
  /** The stage that it belongs to, where the builder says it: a name or a number. */
  readonly stage?: string
  /** From 1, in the Dockerfile; absent for the builder's own steps. */
  readonly line?: number
  readonly state: BuildStepState
  /** Milliseconds since the epoch, by our clock. */
  readonly startedAt?: number
  readonly endedAt?: number
  /** What is fetched or unpacked in it. */
  readonly parts: readonly TaskPart[]
}

/** A line that a step wrote. */
export interface BuildLine {
  /** The step's id; absent for what belongs to none. */
  readonly step?: string
  readonly text: string
  readonly isError: boolean
}

export type BuildState =
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly imageId: string }
  /** `line` is where in the Dockerfile, from 1. */
  | { readonly kind: 'failed'; readonly error: EngineErrorShape; readonly line?: number }
  | { readonly kind: 'interrupted'; readonly error: EngineErrorShape }
  | { readonly kind: 'cancelled' }

/** One of our builds, under way or over. */
export interface Build {
  readonly id: string
  readonly connection: string
  /** Of the connection, as it was then. */
  readonly engineName: string
  /** Its task while the app knows it (`tasks.watch`). A retry of a task is another build. */
  readonly task: string
  /** Its first tag, or the name of its source. */
  readonly name: string
  readonly from: { readonly kind: BuildSource['kind']; readonly path: string }
  readonly settings: PastSettings
  /** Once it is known. */
  readonly builder?: BuilderKind
  readonly state: BuildState
  /** Of the Dockerfile's steps. */
  readonly steps: { readonly all: number; readonly ended: number; readonly cached: number }
  readonly startedAt: number
  readonly endedAt?: number
}

/** What is new of a build: all that is kept of it at first, then what changed. */
export interface BuildNews {
  readonly build: Build
  /** All of them, in the order of the Dockerfile, where one is new or changed. */
  readonly steps?: readonly BuildStep[]
  readonly lines: readonly BuildLine[]
  /** So many lines between those that came before and these are not kept. */
  readonly droppedLines?: number
}

const BuildId = z.object({ id: z.uuid() })
const InSource = z.object({ source: z.uuid(), dockerfile: RelativePath })

/** More are never kept. */
export const MAX_BUILDS = 100

/** One with more was not written by a person. */
export const MAX_DOCKERFILE_CHARS = 1_000_000

export const builds = {
  builders: request({ effect: 'read', input: OnConnection, output: type<Builders>() }),
  /** Looks at a folder or file that was chosen or dropped; a Dockerfile stands for its folder. */
  openSource: request({
    effect: 'read',
    input: z.object({ file: z.uuid() }),
    output: type<BuildSource>(),
  }),
  /** The source of a build that was, and how it was built. Throws `not-found` where it is gone. */
  openAgain: request({
    effect: 'read',
    input: BuildId,
    output: type<{ readonly source: BuildSource; readonly settings: PastSettings }>(),
  }),
  readDockerfile: request({ effect: 'read', input: InSource, output: type<DockerfileText>() }),
  /** Writes it where it is of this version still; answers with the new one. Folders only. */
  saveDockerfile: request({
    effect: 'read',
    input: InSource.extend({
      text: z.string().max(MAX_DOCKERFILE_CHARS),
      version: z.string().max(128),
    }),
    output: type<DockerfileText>(),
  }),
  /** What of a folder would be sent: counted on, until `isWhole`. */
  measure: feed({
    effect: 'read',
    input: InSource.extend({ builder: BuildSettings.shape.builder }),
    value: type<ContextSize>(),
  }),
  /** Begins a build, as a task; answers with the id of the build. */
  begin: request({
    effect: 'change',
    input: OnConnection.extend({ source: z.uuid(), settings: BuildSettings }),
    output: type<string>(),
  }),
  /** All that are kept, of all connections, the newest first: at once, and after each change. */
  watch: feed({ effect: 'read', input: z.object({}), value: type<readonly Build[]>() }),
  follow: feed({ effect: 'read', input: BuildId, value: type<BuildNews>() }),
  /** The Dockerfile as it was when it was built, once it is read. Throws why it could not be. */
  dockerfile: request({ effect: 'read', input: BuildId, output: type<string>() }),
  /** Takes those that have ended out of the history. */
  forget: request({
    effect: 'read',
    input: z.object({ ids: z.array(z.uuid()).max(MAX_BUILDS) }),
  }),
}
