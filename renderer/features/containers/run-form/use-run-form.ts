import { createContext, use, useMemo, useState } from 'react'
import type { RunSpec } from '#shared/run-spec/run-spec.ts'
import type { FieldProblem, FormValues } from './form-values.ts'
import { keepExact, originOf } from './keep-exact.ts'
import { toForm } from './to-form.ts'
import { toSpec } from './to-spec.ts'

/** The form while it is filled in. */
export interface RunForm {
  readonly connection: string
  readonly values: FormValues
  /** What it says now, without what cannot be read. */
  readonly spec: RunSpec
  readonly problems: readonly FieldProblem[]
  /** Somebody has filled in something. */
  readonly isChanged: boolean
  /** Of one field; what is still being typed is not judged. */
  problemOf(field: string): FieldProblem | undefined
  change(part: Partial<FormValues>): void
  changeFlag(flag: string, texts: readonly string[]): void
  /** Fills all fields anew. */
  fill(spec: RunSpec): void
  /** A field has been left: what is wrong with it may be said. */
  leave(field: string): void
  /** Whatever is wrong is said now. */
  judge(): void
}

/** A form that is filled from a container or from a line. */
export function useRunForm(connection: string, initial: RunSpec): RunForm {
  const [start, setStart] = useState(initial)
  const [values, setValues] = useState(() => toForm(initial))
  const [first] = useState(values)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [judgesAll, setJudgesAll] = useState(false)
  const origin = useMemo(() => originOf(start), [start])
  const read = useMemo(() => toSpec(values), [values])
  const spec = useMemo(() => keepExact(read.spec, origin), [read, origin])
  return {
    connection,
    values,
    spec,
    problems: read.problems,
    isChanged: JSON.stringify(values) !== JSON.stringify(first),
    problemOf: (field) =>
      judgesAll || left.has(field)
        ? read.problems.find((problem) => problem.field === field)
        : undefined,
    change: (part) => setValues((before) => ({ ...before, ...part })),
    changeFlag: (flag, texts) =>
      setValues((before) => ({ ...before, flags: { ...before.flags, [flag]: texts } })),
    fill(next) {
      setStart(next)
      setValues(toForm(next))
      setJudgesAll(true)
    },
    leave: (field) =>
      setLeft((before) => (before.has(field) ? before : new Set([...before, field]))),
    judge: () => setJudgesAll(true),
  }
}

export const RunFormContext = createContext<RunForm | undefined>(undefined)

/** The form that a field belongs to. */
export function useForm(): RunForm {
  const form = use(RunFormContext)
  if (!form) throw new Error('This field stands outside of a form')
  return form
}
