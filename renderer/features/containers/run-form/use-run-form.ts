import { createContext, use, useMemo, useState } from 'react'
import type { RunSpec } from '#shared/run-spec/run-spec.ts'
import { useJudged, type FieldProblem, type Judging } from '#ui/fields/judging.ts'
import type { FormValues } from './form-values.ts'
import { keepExact, originOf } from './keep-exact.ts'
import { toForm } from './to-form.ts'
import { toSpec } from './to-spec.ts'

/** The form while it is filled in. */
export interface RunForm extends Judging {
  readonly connection: string
  readonly values: FormValues
  /** What it says now, without what cannot be read. */
  readonly spec: RunSpec
  readonly problems: readonly FieldProblem[]
  /** Somebody has filled in something. */
  readonly isChanged: boolean
  change(part: Partial<FormValues>): void
  changeFlag(flag: string, texts: readonly string[]): void
  /** Fills all fields anew. */
  fill(spec: RunSpec): void
}

/** A form that is filled from a container or from a line. */
export function useRunForm(connection: string, initial: RunSpec): RunForm {
  const [start, setStart] = useState(initial)
  const [values, setValues] = useState(() => toForm(initial))
  const [first] = useState(values)
  const origin = useMemo(() => originOf(start), [start])
  const read = useMemo(() => toSpec(values), [values])
  const spec = useMemo(() => keepExact(read.spec, origin), [read, origin])
  const judging = useJudged(read.problems)
  return {
    connection,
    values,
    spec,
    problems: read.problems,
    isChanged: JSON.stringify(values) !== JSON.stringify(first),
    ...judging,
    change: (part) => setValues((before) => ({ ...before, ...part })),
    changeFlag: (flag, texts) =>
      setValues((before) => ({ ...before, flags: { ...before.flags, [flag]: texts } })),
    fill(next) {
      setStart(next)
      setValues(toForm(next))
      judging.judge()
    },
  }
}

export const RunFormContext = createContext<RunForm | undefined>(undefined)

/** The form that a field belongs to. */
export function useForm(): RunForm {
  const form = use(RunFormContext)
  if (!form) throw new Error('This field stands outside of a form')
  return form
}
