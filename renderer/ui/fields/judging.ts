import { createContext, use, useState } from 'react'

/** Something that is wrong, or that a person should know, and the field that it is in. */
export interface FieldProblem {
  /** `image`, `cmd`, `ports.0`, `flags.memory.0`; empty for the whole. */
  readonly field: string
  readonly kind: 'wrong' | 'attention'
  readonly text: string
}

/** What is said of the fields of a form while it is filled in. */
export interface Judging {
  /** Of one field; what is still being typed is not judged. */
  problemOf(field: string): FieldProblem | undefined
  /** A field has been left: what is wrong with it may be said. */
  leave(field: string): void
  /** Whatever is wrong is said now. */
  judge(): void
}

/** Says what is wrong with fields once they have been left, or once all of them are judged. */
export function useJudged(problems: readonly FieldProblem[]): Judging {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [judgesAll, setJudgesAll] = useState(false)
  return {
    problemOf: (field) =>
      judgesAll || left.has(field)
        ? problems.find((problem) => problem.field === field)
        : undefined,
    leave: (field) =>
      setLeft((before) => (before.has(field) ? before : new Set([...before, field]))),
    judge: () => setJudgesAll(true),
  }
}

export const JudgingContext = createContext<Judging | undefined>(undefined)

/** The judge of the form that a field belongs to. */
export function useJudging(): Judging {
  const judging = use(JudgingContext)
  if (!judging) throw new Error('This field stands outside of a form')
  return judging
}
