import { useId, useRef, useState, type Ref, type ReactNode } from 'react'
import { classNames } from '#lib/class-names.ts'
import type { Yes } from '#lib/consent.ts'
import { ask } from './asking.tsx'
import { Button } from './button.tsx'
import { CompletingInput, type MoreItems } from './completing-input.tsx'
import { ConsentForm } from './consent-form.tsx'
import { Dialog, DialogActions } from './dialog.tsx'
import inputs from './inputs.module.css'
import styles from './form-dialog.module.css'
import { toast } from './toast.tsx'

/** A field may depend on the others: it is asked for only while `shownWhen` says so. */
export type FormField = { shownWhen?(values: FormValues): boolean } & (
  | {
      readonly kind: 'text'
      readonly name: string
      readonly label: string
      readonly initial?: string
      readonly placeholder?: string
      /** It may have many lines. */
      readonly lines?: boolean
      /** What it often is, offered while one types. */
      readonly offers?: readonly string[]
      /** What else may be asked for it, beside the offers. */
      readonly more?: MoreItems
      /** It is not shown as it is typed. */
      readonly isSecret?: boolean
      /** What is wrong with the value, if anything. */
      validate?(value: string): string | undefined
    }
  | {
      readonly kind: 'choice'
      readonly name: string
      readonly label: string
      readonly initial?: string
      readonly options: readonly string[]
    }
  | {
      readonly kind: 'check'
      readonly name: string
      readonly label: string
      readonly initial?: boolean
    }
)

/** Text and choices as typed; checks as `true` or `false`. */
export type FormValues = Readonly<Record<string, string | boolean>>

export interface FormDialogOptions {
  readonly title: string
  readonly fields: readonly FormField[]
  /** On the button: `Create volume`. */
  readonly verb: string
  /**
   * Does the work while the dialog is open. A message that comes back is shown and the dialog
   * stays; nothing closes it. Whoever has filled in a form has said yes to what its button names.
   */
  submit?(values: FormValues, yes: Yes): Promise<string | undefined>
  /** Shown under the fields: what their values would lead to. */
  extra?(values: FormValues): ReactNode
}

/** Asks for a few values. `undefined` when the person changed their mind. */
export function askForm(options: FormDialogOptions): Promise<FormValues | undefined> {
  return ask((answer) => <FormDialog {...options} answer={answer} />)
}

interface FormDialogProps extends FormDialogOptions {
  answer(values: FormValues | undefined): void
}

function FormDialog({ title, fields, verb, submit, extra, answer }: FormDialogProps) {
  const first = useRef<FieldElement>(null)
  const [values, setValues] = useState<FormValues>(() => initialValues(fields))
  const [problem, setProblem] = useState<Problem>()
  const problemId = useId()
  const [busy, setBusy] = useState(false)
  const left = useRef(false)
  const leave = () => {
    left.current = true
    answer(undefined)
  }
  const asked = fields.filter(({ shownWhen }) => shownWhen?.(values) ?? true)
  const onSubmit = async (yes: Yes, form: HTMLFormElement) => {
    if (busy) return
    const wrong = firstProblem(asked, values)
    setProblem(wrong)
    if (wrong !== undefined) return focusField(form, wrong)
    setBusy(true)
    const refused = await submit?.(values, yes)
    // Who has left in the meantime is told all the same.
    if (left.current && refused !== undefined) return toast({ kind: 'error', text: refused })
    setBusy(false)
    if (refused === undefined) answer(values)
    else setProblem({ text: refused })
  }
  return (
    <Dialog title={title} initialFocus={first} onClose={leave}>
      <ConsentForm
        className={classNames(styles.form, inputs.inputs)}
        onSubmit={(yes, form) => void onSubmit(yes, form)}
      >
        {asked.map((field, index) => (
          <Field
            key={field.name}
            field={field}
            value={values[field.name] ?? ''}
            {...(index === 0 && { focusRef: first })}
            {...(problem?.field === field.name && { problemId })}
            onChange={(value) => setValues({ ...values, [field.name]: value })}
          />
        ))}
        {problem !== undefined && (
          <p id={problemId} role="alert" className={styles.problem} data-selectable>
            {problem.text}
          </p>
        )}
        {extra?.(values)}
        <DialogActions>
          <Button onClick={leave}>Cancel</Button>
          <Button kind="primary" type="submit" aria-disabled={busy}>
            {verb}
          </Button>
        </DialogActions>
      </ConsentForm>
    </Dialog>
  )
}

interface Problem {
  readonly text: string
  /** Name of the field that it is in; none when the engine refused the whole. */
  readonly field?: string
}

/** What is wrong is put right there. */
function focusField(form: HTMLFormElement, { field }: Problem): void {
  if (field === undefined) return
  const element = form.elements.namedItem(field)
  if (element instanceof HTMLElement) element.focus()
}

type FieldElement = HTMLInputElement & HTMLSelectElement & HTMLTextAreaElement

interface FieldProps {
  readonly field: FormField
  readonly value: string | boolean
  readonly focusRef?: Ref<FieldElement>
  /** Set when something is wrong with it: the element that says what. */
  readonly problemId?: string
  onChange(value: string | boolean): void
}

function Field({ field, value, focusRef, problemId, onChange }: FieldProps) {
  const id = useId()
  switch (field.kind) {
    case 'check':
      return (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={value === true}
            onChange={(event) => onChange(event.target.checked)}
          />
          {field.label}
        </label>
      )
    case 'choice':
      return (
        <div className={styles.field}>
          <label htmlFor={id}>{field.label}</label>
          <select
            id={id}
            ref={focusRef}
            value={String(value)}
            onChange={(event) => onChange(event.target.value)}
          >
            {field.options.map((option) => (
              <option key={option}>{option}</option>
            ))}
          </select>
        </div>
      )
    case 'text': {
      const TextInput = field.lines === true ? 'textarea' : 'input'
      const input = {
        id,
        name: field.name,
        ref: focusRef,
        'aria-invalid': problemId !== undefined,
        'aria-describedby': problemId,
        value: String(value),
        placeholder: field.placeholder,
      }
      return (
        <div className={styles.field}>
          <label htmlFor={id}>{field.label}</label>
          {field.offers ? (
            // The open list hides the label.
            <CompletingInput
              {...input}
              aria-label={field.label}
              items={field.offers}
              {...(field.more && { more: field.more })}
              onChange={onChange}
            />
          ) : (
            <TextInput
              {...input}
              {...(field.isSecret === true && { type: 'password' })}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => onChange(event.target.value)}
            />
          )}
        </div>
      )
    }
    default:
      return field satisfies never
  }
}

function initialValues(fields: readonly FormField[]): FormValues {
  return Object.fromEntries(fields.map((field) => [field.name, initialValue(field)]))
}

function initialValue(field: FormField): string | boolean {
  if (field.kind === 'check') return field.initial ?? false
  if (field.kind === 'choice') return field.initial ?? field.options[0] ?? ''
  return field.initial ?? ''
}

function firstProblem(fields: readonly FormField[], values: FormValues): Problem | undefined {
  for (const field of fields) {
    const text = field.kind === 'text' && field.validate?.(String(values[field.name]))
    if (text) return { text, field: field.name }
  }
  return undefined
}
