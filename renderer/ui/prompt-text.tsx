import type { Yes } from '#lib/consent.ts'
import { askForm } from './form-dialog.tsx'

export interface PromptTextOptions {
  readonly title: string
  readonly label: string
  readonly initial?: string
  /** What it often is, offered while one types. */
  readonly offers?: readonly string[]
  /** On the button: `Rename`. */
  readonly verb: string
  /** What is wrong with the value, if anything. */
  validate?(value: string): string | undefined
  /** As in a form: a message that comes back keeps the dialog open. */
  submit?(value: string, yes: Yes): Promise<string | undefined>
}

/** Asks for one line of text. `undefined` when the person changed their mind. */
export async function promptText(options: PromptTextOptions): Promise<string | undefined> {
  const { title, label, initial = '', offers, verb, validate, submit } = options
  const more = { ...(offers && { offers }), ...(validate && { validate }) }
  const values = await askForm({
    title,
    verb,
    fields: [{ kind: 'text', name: 'value', label, initial, ...more }],
    ...(submit && { submit: ({ value }, yes) => submit(String(value), yes) }),
  })
  return values === undefined ? undefined : String(values['value'])
}
