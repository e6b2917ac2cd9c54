import { useQuery } from '@tanstack/react-query'
import { createContext, use, useMemo, useState } from 'react'
import type { BuilderKind, Builders, BuildSource } from '#shared/contract/builds.ts'
import { useSettled } from '#lib/use-settled.ts'
import { asEngineError } from '#shared/errors.ts'
import { visibleText } from '#shared/visible-text.ts'
import { confirm } from '#ui/confirm.tsx'
import { useJudged } from '#ui/fields/judging.ts'
import { engine } from '../../../ipc/client.ts'
import { useDockerfileFacts } from '../dockerfile/index.ts'
import type { BuildStart } from './build-image.tsx'
import { EMPTY_FORM, firstTag, formOf, readForm, wrong, type FormValues } from './form-values.ts'
import { useContextSize } from './use-context-size.ts'
import { useDockerfile } from './use-dockerfile.ts'

/** The form while it is filled in. */
export type BuildForm = ReturnType<typeof useBuildForm>

/** Milliseconds of rest in typing a path after which it is read. */
const REST_MS = 300

const BEFORE_TOLD: Builders = { kinds: ['buildkit'] }

/** A form that is filled in by hand, from a source, or from a build that was. */
export function useBuildForm({ connection, source: first, settings }: BuildStart) {
  const [source, setSource] = useState(first)
  const [values, setValues] = useState(() =>
    settings ? formOf(settings) : begin(first, EMPTY_FORM),
  )
  const [start, setStart] = useState(values)
  const [turn, setTurn] = useState(0)
  const { data: builders = BEFORE_TOLD } = useQuery({
    queryKey: ['build-form', connection, 'builders'],
    queryFn: ({ signal }) => engine.builds.builders({ connection }, { signal }),
    retry: false,
  })
  // The one of a build that was may be another engine's.
  const asked = builders.kinds.find((kind) => kind === values.builder) ?? ''
  const builder: BuilderKind = asked || (builders.kinds[0] ?? 'buildkit')
  const of = useSettled(values.dockerfile, REST_MS)
  const file = useDockerfile(source, of)
  const facts = useDockerfileFacts(file.file && file.text)
  const measured = useContextSize({ source, dockerfile: of, builder, turn })
  const noSecrets = whyNoSecrets(builders, builder)
  const read = useMemo(
    () => readForm({ ...values, builder: asked }, facts, noSecrets),
    [values, asked, facts, noSecrets],
  )
  const noFile = source && whyNoDockerfile(source, values.dockerfile, { of, error: file.error })
  const problems = useMemo(
    () => [...wrong('dockerfile', noFile), ...read.problems],
    [noFile, read.problems],
  )
  const judging = useJudged(problems)
  return {
    connection,
    source,
    values,
    builders,
    /** The one that was chosen; empty for the best. */
    asked,
    /** The one that would build. */
    builder,
    noSecrets,
    file,
    facts,
    measured,
    measureAgain: () => setTurn(turn + 1),
    /** What the form says now. */
    settings: read.settings,
    problems,
    isChanged: file.isChanged || JSON.stringify(values) !== JSON.stringify(start),
    /** What was kept of the build that was, if the form began with one. */
    past: settings,
    ...judging,
    change: (part: Partial<FormValues>) => setValues((before) => ({ ...before, ...part })),
    /** Another of the Dockerfiles. */
    async open(dockerfile: string) {
      // Who types must not wait: the caret would leave its place.
      if (file.isChanged && !(await mayDiscard(of))) return
      file.discard()
      setValues((before) => ({ ...before, dockerfile }))
    },
    /** Another folder or archive; what was filled in by hand stays. */
    async choose(next: BuildSource) {
      if (file.isChanged && !(await mayDiscard(of))) return
      file.discard()
      setSource(next)
      setValues((before) => begin(next, before, source))
      setStart((before) => begin(next, before, source))
    },
  }
}

/** With what a source says by itself. */
function begin(
  source: BuildSource | undefined,
  values: FormValues,
  before?: BuildSource,
): FormValues {
  if (!source) return values
  const isThere = source.dockerfiles.includes(values.dockerfile)
  // A name that was made up for another source would take that image's from it.
  const made = before && firstTag(before.path)
  const isNamed = values.tags.some((tag) => tag.trim() !== '' && tag !== made)
  return {
    ...values,
    dockerfile: isThere ? values.dockerfile : (source.dockerfiles[0] ?? 'Dockerfile'),
    tags: isNamed ? values.tags : [firstTag(source.path)],
  }
}

/** What is wrong with the path of the Dockerfile, once it was looked for. */
function whyNoDockerfile(
  { kind }: BuildSource,
  path: string,
  { of, error }: { readonly of: string; readonly error: unknown },
): string | undefined {
  if (path.trim() === '') return 'Write the path of the Dockerfile'
  if (of !== path || !error) return undefined
  const { code, message } = asEngineError(error)
  // Of an archive that is not unpacked here, the engine says itself what it lacks.
  return kind === 'folder' || code === 'not-found' ? message : undefined
}

/** Whether what was typed over a Dockerfile may be lost. */
async function mayDiscard(dockerfile: string): Promise<boolean> {
  const yes = await confirm({
    tier: 2,
    question: `Discard what you have changed in "${visibleText(dockerfile)}"?`,
    objects: [],
    verb: 'Discard',
  })
  return yes !== undefined
}

function whyNoSecrets({ noSecrets }: Builders, builder: BuilderKind): string | undefined {
  if (noSecrets !== undefined) return noSecrets
  return builder === 'buildkit' ? undefined : 'Only BuildKit can be given secrets.'
}

export const BuildFormContext = createContext<BuildForm | undefined>(undefined)

/** The form that a field belongs to. */
export function useForm(): BuildForm {
  const form = use(BuildFormContext)
  if (!form) throw new Error('This field stands outside of a form')
  return form
}
