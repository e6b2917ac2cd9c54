import { useRef, useState } from 'react'
import type { Yes } from '#lib/consent.ts'
import { errorText } from '#lib/error-text.ts'
import { asEngineError } from '#shared/errors.ts'
import type { Made, Perform, Progress } from './run-it.ts'
import type { RunForm } from './use-run-form.ts'

/** What became of a form. */
export interface FormOutcome extends Made {
  readonly started: boolean
  /** Somebody wants to type into it. */
  readonly isInteractive: boolean
}

/** A form on its way to a container. */
export interface Running {
  /** While it is being made. */
  readonly progress: Progress | undefined
  /** Why it was not made. */
  readonly problem: string | undefined
  run(yes: Yes, start: boolean): void
  stop(): void
}

/** Makes what the form says, and tells once it is there. */
export function useRun(
  { spec, problems, judge }: RunForm,
  perform: Perform,
  onMade: (outcome: FormOutcome) => void,
): Running {
  const [progress, setProgress] = useState<Progress>()
  const [problem, setProblem] = useState<string>()
  const abort = useRef<AbortController>(undefined)
  const make = async (yes: Yes, start: boolean) => {
    judge()
    const wrong = problems.filter(({ kind }) => kind === 'wrong')
    setProblem(wrong.length > 0 ? `Not run yet: ${wrong[0]?.text}` : undefined)
    if (wrong.length > 0 || progress) return
    abort.current = new AbortController()
    setProgress({ kind: 'creating' })
    try {
      const { signal } = abort.current
      const made = await perform({ spec, start }, yes, { signal, onProgress: setProgress })
      onMade({ ...made, started: start, isInteractive: spec.openStdin && spec.tty })
    } catch (cause) {
      const error = asEngineError(cause)
      setProgress(undefined)
      setProblem(error.code === 'cancelled' ? 'Stopped before it ran.' : errorWords(error))
    }
  }
  return {
    progress,
    problem,
    run: (yes, start) => void make(yes, start),
    stop: () => abort.current?.abort(),
  }
}

function errorWords(error: ReturnType<typeof asEngineError>): string {
  const { hint } = error
  const text = errorText(error)
  return hint === undefined ? text : `${text}. ${hint}`
}
