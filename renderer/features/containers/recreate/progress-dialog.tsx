import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { asEngineError, EngineError } from '#shared/errors.ts'
import { ask } from '#ui/asking.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog, DialogActions } from '#ui/dialog.tsx'
import { ProgressBar } from '#ui/progress-bar.tsx'
import type { ProgressWords } from '../progress-words.ts'

interface Work<Result> {
  readonly title: string
  /** What is said before the first word of it. */
  readonly begin: string
  /** On the button that takes it back. */
  readonly cancel: string
  run(onProgress: (words: ProgressWords) => void, signal: AbortSignal): Promise<Result>
}

type Settled<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly error: EngineError }

/** Does something that takes a while in a dialog of its own, in which it can be taken back. */
export async function withProgress<Result>(work: Work<Result>): Promise<Result> {
  const settled = await ask<Settled<Result>>((answer) => (
    <ProgressDialog {...work} answer={answer} />
  ))
  if (settled.kind === 'failed') throw settled.error
  return settled.result
}

interface ProgressDialogProps<Result> extends Work<Result> {
  answer(settled: Settled<Result>): void
}

function ProgressDialog<Result>(props: ProgressDialogProps<Result>) {
  const { title, begin, cancel, run, answer } = props
  const [words, setWords] = useState<ProgressWords>({ text: begin })
  const [abort] = useState(() => new AbortController())
  const button = useRef<HTMLButtonElement>(null)
  const start = useEffectEvent(() => {
    void run(setWords, abort.signal).then(
      (result) => answer({ kind: 'done', result }),
      (cause: unknown) => answer({ kind: 'failed', error: asEngineError(cause) }),
    )
  })
  const isBegun = useRef(false)
  useEffect(() => {
    // Strict mode mounts twice, and it must be done once.
    if (isBegun.current) return
    isBegun.current = true
    start()
  }, [])
  return (
    // Escape must not end what took minutes.
    <Dialog title={title} initialFocus={button} onClose={() => {}}>
      <ProgressBar {...words} />
      <DialogActions>
        <Button ref={button} onClick={() => abort.abort()}>
          {cancel}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
