import { useQueryClient } from '@tanstack/react-query'
import { classNames } from '#lib/class-names.ts'
import { useEffect, useRef } from 'react'
import { plainSpec, type RunSpec } from '#shared/run-spec/run-spec.ts'
import { ask } from '#ui/asking.tsx'
import { Button } from '#ui/button.tsx'
import { confirm } from '#ui/confirm.tsx'
import { ConsentButton, ConsentForm } from '#ui/consent-form.tsx'
import { ProgressBar } from '#ui/progress-bar.tsx'
import { Dialog, DialogActions } from '#ui/dialog.tsx'
import { Changes } from './changes.tsx'
import { CommandPreview } from './command-preview.tsx'
import { FirstFields } from './first-fields.tsx'
import { FlagSections } from './flag-sections.tsx'
import { RunFormContext, useRunForm } from './use-run-form.ts'
import { useRun, type FormOutcome, type Performance } from './use-run.ts'
import { checkAgain, Warnings } from './warnings.tsx'
import { focusField } from '#ui/fields/focus-field.ts'
import { JudgingContext } from '#ui/fields/judging.ts'
import inputs from '#ui/inputs.module.css'
import styles from './run-form.module.css'

/** A form, and what is done with it. */
export interface RunFormOptions<Result> extends Performance<Result> {
  readonly connection: string
  readonly title: string
  /** On the button: `Run`. */
  readonly verb: string
  /** On a second button, which makes it and does not start it. */
  readonly createVerb?: string
  /** What the form begins with. */
  readonly spec?: RunSpec
  /** The container that the new one takes the place of. */
  readonly replaces?: string
  /** What a person should know of where that comes from. */
  readonly notes?: readonly string[]
}

/** Asks what is to be run, and runs it while the form is open. Nothing when a person leaves it. */
export function askRun<Result>(
  options: RunFormOptions<Result>,
): Promise<FormOutcome<Result> | undefined> {
  return ask((answer) => <RunDialog {...options} onDone={answer} />)
}

interface RunDialogProps<Result> extends RunFormOptions<Result> {
  onDone(outcome: FormOutcome<Result> | undefined): void
}

const NO_NOTES: readonly string[] = []

/** It runs by itself unless somebody says otherwise. */
const NOTHING: RunSpec = { ...plainSpec(''), detach: true }

function RunDialog<Result>(props: RunDialogProps<Result>) {
  const { connection, title, verb, createVerb, replaces, onDone } = props
  const { spec = NOTHING, notes = NO_NOTES } = props
  const form = useRunForm(connection, spec)
  const image = useRef<HTMLInputElement>(null)
  const formElement = useRef<HTMLFormElement>(null)
  const client = useQueryClient()
  const { run, stop, progress, problem } = useRun(form, props, {
    onDone,
    onWrong: ({ field }) => formElement.current && focusField(formElement.current, field),
    onRefused: () => checkAgain(client, connection),
  })
  const isRunning = progress !== undefined
  const hasWrong = form.problems.some(({ kind }) => kind === 'wrong')
  const leave = async () => {
    if (!form.isChanged || (await confirmDiscard())) onDone(undefined)
  }
  return (
    <Dialog
      large
      title={title}
      initialFocus={image}
      // Escape must not end a pull that took minutes.
      onClose={() => !isRunning && void leave()}
    >
      <RunFormContext value={form}>
        <JudgingContext value={form}>
          <ConsentForm
            ref={formElement}
            className={classNames(styles.form, inputs.inputs)}
            onSubmit={(yes) => run(yes, true)}
          >
            <div className={styles.columns}>
              <div className={styles.fields} inert={isRunning}>
                <Notes notes={notes} />
                <FirstFields imageRef={image} />
                <FlagSections />
              </div>
              <aside className={styles.aside}>
                {replaces !== undefined && <Changes before={spec} />}
                <Warnings replaces={replaces} />
                <CommandPreview />
              </aside>
            </div>
            {problem !== undefined && (
              <Failure key={problem} text={problem} takesFocus={!hasWrong} />
            )}
            {progress && <ProgressBar {...progress} />}
            <DialogActions>
              <Button onClick={() => (isRunning ? stop() : void leave())}>
                {isRunning ? 'Stop' : 'Cancel'}
              </Button>
              {createVerb !== undefined && (
                <ConsentButton aria-disabled={isRunning} onConsent={(yes) => run(yes, false)}>
                  {createVerb}
                </ConsentButton>
              )}
              <Button kind="primary" type="submit" aria-disabled={isRunning}>
                {verb}
              </Button>
            </DialogActions>
          </ConsentForm>
        </JudgingContext>
      </RunFormContext>
    </Dialog>
  )
}

/** Closing by mistake must not lose what took minutes to fill in. */
function confirmDiscard() {
  return confirm({
    tier: 2,
    question: 'Discard what you have filled in?',
    objects: [],
    verb: 'Discard',
  })
}

interface FailureProps {
  readonly text: string
  /** What is wrong with a field is mended there. */
  readonly takesFocus: boolean
}

/** Why there is no container. What had the focus may have gone while it was being made. */
function Failure({ text, takesFocus }: FailureProps) {
  const element = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (takesFocus) element.current?.focus()
  }, [takesFocus])
  return (
    <p ref={element} tabIndex={-1} role="alert" className={styles.failure} data-selectable>
      {text}
    </p>
  )
}

function Notes({ notes }: { readonly notes: readonly string[] }) {
  if (notes.length === 0) return null
  return (
    <ul className={styles.notes} aria-label="Notes">
      {notes.map((note) => (
        <li key={note} data-kind="attention">
          {note}
        </li>
      ))}
    </ul>
  )
}
