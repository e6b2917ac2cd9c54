import { useRef, useState } from 'react'
import type { Yes } from '#lib/consent.ts'
import { errorText } from '#lib/error-text.ts'
import type { FieldProblem } from '#ui/fields/judging.ts'
import { asEngineError } from '#shared/errors.ts'
import type { RunSpec } from '#shared/run-spec/run-spec.ts'
import type { ProgressWords } from '../progress-words.ts'
import { fieldName } from './field-names.ts'
import type { Perform } from './run-it.ts'
import type { RunForm } from './use-run-form.ts'

/** What became of a form. */
export interface FormOutcome<Result> {
  readonly result: Result
  readonly spec: RunSpec
  readonly started: boolean
}

/** What is done with a form, and what is said when a person takes it back. */
export interface Performance<Result> {
  readonly perform: Perform<Result>
  readonly takenBack: string
}

interface Listeners<Result> {
  onDone(outcome: FormOutcome<Result>): void
  /** A field must be mended first. */
  onWrong(problem: FieldProblem): void
  /** The engine did not do it. */
  onRefused(): void
}

/** A form on its way to a container. */
export interface Running {
  /** While it is being made. */
  readonly progress: ProgressWords | undefined
  /** Why it was not made. */
  readonly problem: string | undefined
  run(yes: Yes, start: boolean): void
  stop(): void
}

/** Makes what the form says, and tells once it is there. */
export function useRun<Result>(
  { spec, problems, judge }: RunForm,
  { perform, takenBack }: Performance<Result>,
  { onDone, onWrong, onRefused }: Listeners<Result>,
): Running {
  const [progress, setProgress] = useState<ProgressWords>()
  const [problem, setProblem] = useState<string>()
  const abort = useRef<AbortController>(undefined)
  const make = async (yes: Yes, start: boolean) => {
    judge()
    const wrong = problems.find(({ kind }) => kind === 'wrong')
    setProblem(wrong && inWords(wrong))
    if (wrong) onWrong(wrong)
    if (wrong || progress) return
    abort.current = new AbortController()
    setProgress({ text: 'Asking the engine…' })
    try {
      const { signal } = abort.current
      const result = await perform({ spec, start }, yes, { signal, onProgress: setProgress })
      onDone({ result, spec, started: start })
    } catch (cause) {
      const error = asEngineError(cause)
      setProgress(undefined)
      onRefused()
      setProblem(error.code === 'cancelled' ? takenBack : errorWords(error))
    }
  }
  return {
    progress,
    problem,
    run: (yes, start) => void make(yes, start),
    stop: () => abort.current?.abort(),
  }
}

function inWords({ field, text }: FieldProblem): string {
  const name = fieldName(field)
  return `Not done yet. ${name === undefined ? '' : `${name}: `}${text}`
}

function errorWords(error: ReturnType<typeof asEngineError>): string {
  const { hint } = error
  const text = errorText(error)
  return hint === undefined ? text : `${text}. ${hint}`
}
