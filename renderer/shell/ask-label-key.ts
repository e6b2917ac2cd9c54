import { promptText } from '#ui/prompt-text.tsx'

interface LabelQuestion {
  readonly title: string
  /** On the button: `Group`. */
  readonly verb: string
  /** Those that the objects of the list carry. */
  readonly keys: readonly string[]
  readonly initial?: string
}

/** Asks for the key of a label that something in the list has. */
export async function askLabelKey(question: LabelQuestion): Promise<string | undefined> {
  const { title, verb, keys, initial = '' } = question
  const answer = await promptText({
    title,
    label: 'Label key',
    initial,
    offers: keys,
    verb,
    validate: (value) => (keys.includes(value.trim()) ? undefined : unknownLabel(keys)),
  })
  return answer?.trim()
}

/** More would not be read. */
const MAX_KEYS = 6

function unknownLabel(keys: readonly string[]): string {
  if (keys.length === 0) return 'Nothing in this list has a label.'
  const rest = keys.length - MAX_KEYS
  const more = rest > 0 ? ` and ${rest} more` : ''
  return `Nothing in this list has that label. There are: ${keys.slice(0, MAX_KEYS).join(', ')}${more}.`
}
