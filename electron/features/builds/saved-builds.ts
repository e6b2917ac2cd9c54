import * as z from 'zod'
import type { Build, BuildLine, BuildStep } from '#shared/contract/builds.ts'
import type { EngineErrorShape } from '#shared/errors.ts'

const Kind = z.enum(['running', 'done', 'failed', 'interrupted', 'cancelled'])

/** What a list needs at least; a build that lacks it is none of ours. */
const SavedBuild = z
  .looseObject({
    id: z.uuid(),
    connection: z.string(),
    engineName: z.string(),
    task: z.string(),
    name: z.string(),
    from: z.looseObject({ kind: z.enum(['folder', 'archive']), path: z.string() }),
    settings: z.looseObject({ dockerfile: z.string(), tags: z.array(z.string()) }),
    state: z.looseObject({ kind: Kind }),
    steps: z.looseObject({ all: z.number(), ended: z.number(), cached: z.number() }),
    startedAt: z.number(),
  })
  .transform((saved) => saved as unknown as Build)

/** The file that lists our builds, the newest first. */
export const SavedBuilds = z.object({
  builds: z.array(z.unknown()).default([]).transform(readable),
})

/** One that cannot be read takes no other along. */
function readable(saved: readonly unknown[]): Build[] {
  return saved.flatMap((one) => SavedBuild.safeParse(one).data ?? [])
}

export type SavedBuilds = z.output<typeof SavedBuilds>

/** What the Dockerfile of a build said, or why it could not be read; neither before one is known. */
export interface DockerfileRead {
  readonly dockerfile?: string
  readonly noDockerfile?: EngineErrorShape
}

/** What is kept of one build beside its place in the list. */
export interface BuildDetails extends DockerfileRead {
  readonly steps: readonly BuildStep[]
  readonly lines: readonly BuildLine[]
  /** So many lines before these are not kept. */
  readonly droppedLines: number
}

/** The file of one build. */
export const SavedDetails = z
  .looseObject({
    dockerfile: z.string().optional(),
    noDockerfile: z.looseObject({ code: z.string(), message: z.string() }).optional(),
    steps: z.array(z.looseObject({ id: z.string(), name: z.string(), state: z.string() })),
    lines: z.array(z.looseObject({ text: z.string(), isError: z.boolean() })),
    droppedLines: z.number(),
  })
  .transform((saved) => saved as unknown as BuildDetails)
