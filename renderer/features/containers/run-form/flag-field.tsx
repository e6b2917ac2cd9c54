import { Field } from '#ui/fields/field.tsx'
import { Rows } from '#ui/fields/rows.tsx'
import type { FlagField as FlagFieldSpec } from './sections.ts'
import { useForm } from './use-run-form.ts'
import styles from './run-form.module.css'

/** The field of a flag. */
export function FlagField(props: FlagFieldSpec) {
  const { flag, label, kind, placeholder, noun = 'value' } = props
  const { values, changeFlag } = useForm()
  const texts = values.flags[flag] ?? []
  const field = `flags.${flag}.0`
  const [first = ''] = texts
  const change = (text: string) => changeFlag(flag, text === '' ? [] : [text])
  switch (kind) {
    case 'text':
      return (
        <Field field={field} label={label}>
          {(names) => (
            <input
              {...names}
              value={first}
              placeholder={placeholder}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => change(event.target.value)}
            />
          )}
        </Field>
      )
    case 'choice':
      return <ChoiceField {...props} />
    case 'switch':
      return (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={first === 'true'}
            onChange={(event) => change(event.target.checked ? 'true' : '')}
          />
          {label}
        </label>
      )
    case 'list':
      return (
        <Rows
          field={`flags.${flag}`}
          label={label}
          noun={noun}
          rows={texts}
          empty=""
          onChange={(rows) => changeFlag(flag, rows)}
        >
          {(text, number, changeRow) => (
            <input
              aria-label={`${label} ${number}`}
              value={text}
              placeholder={placeholder}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => changeRow(event.target.value)}
            />
          )}
        </Rows>
      )
    default:
      return kind satisfies never
  }
}

const NO_OPTIONS: NonNullable<FlagFieldSpec['options']> = []

/** One that was said elsewhere, such as "on-failure:7", is a choice too. */
function ChoiceField({ flag, label, options = NO_OPTIONS }: FlagFieldSpec) {
  const { values, changeFlag } = useForm()
  const [value = ''] = values.flags[flag] ?? []
  const isListed = options.some(([option]) => option === value)
  return (
    <Field field={`flags.${flag}.0`} label={label}>
      {(names) => (
        <select
          {...names}
          value={value}
          onChange={({ target }) => changeFlag(flag, target.value === '' ? [] : [target.value])}
        >
          {[...options, ...(isListed ? [] : [[value, value] as const])].map(([option, words]) => (
            <option key={option} value={option}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
