import { useId, useState } from 'react'
import { isSecret } from '#shared/secret-values.ts'
import { visibleText } from '#shared/visible-text.ts'
import { Rows } from '#ui/fields/rows.tsx'
import fields from '#ui/fields/fields.module.css'
import type { DockerfileArg } from '../dockerfile/index.ts'
import type { ArgRow, FormValues } from './form-values.ts'
import styles from './build-form.module.css'
import { useForm } from './use-build-form.ts'

const NO_ARG: ArgRow = { name: '', value: '' }

/** The build arguments: those of the Dockerfile, and others. */
export function ArgRows() {
  const { values, facts, past, change } = useForm()
  const [held, setHeld] = useState<HeldArg>()
  const shown = shownArgs(facts.args, values.args, held)
  const lost = past?.args.filter(({ name, value }) => value === undefined && !values.args[name])
  return (
    <>
      {shown.map(({ isUnknown, ...arg }, at) => (
        <KnownArg
          key={arg.name}
          arg={arg}
          isUnknown={isUnknown}
          onFocus={() => setHeld({ name: arg.name, at })}
          onBlur={() => setHeld(undefined)}
        />
      ))}
      {lost && lost.length > 0 && (
        <p className={styles.warned}>
          Not kept, as it may be secret: the value of {lost.map(({ name }) => name).join(', ')}.
        </p>
      )}
      <Rows
        field="args"
        label={facts.args.length > 0 ? 'Other build arguments' : 'Build arguments'}
        noun="argument"
        rows={values.otherArgs}
        empty={NO_ARG}
        onChange={(otherArgs) => change({ otherArgs })}
      >
        {(row, number, changeRow) => (
          <>
            <input
              aria-label={`Name of argument ${number}`}
              placeholder="NAME"
              value={row.name}
              spellCheck={false}
              autoComplete="off"
              onChange={({ target }) => changeRow({ ...row, name: target.value })}
            />
            <span aria-hidden>=</span>
            <input
              aria-label={`Value of argument ${number}`}
              className={fields.wide}
              type={isSecret(row.name, row.value) ? 'password' : 'text'}
              placeholder="Empty"
              value={row.value}
              spellCheck={false}
              autoComplete="off"
              onChange={({ target }) => changeRow({ ...row, value: target.value })}
            />
          </>
        )}
      </Rows>
    </>
  )
}

/** The field that somebody is at, and its place among the others. */
interface HeldArg {
  readonly name: string
  readonly at: number
}

interface ShownArg extends DockerfileArg {
  /** The Dockerfile does not name it any more. */
  readonly isUnknown: boolean
}

/** Those of the Dockerfile, and others that are given; the one that somebody is at stays where it is. */
function shownArgs(
  known: readonly DockerfileArg[],
  given: FormValues['args'],
  held: HeldArg | undefined,
): readonly ShownArg[] {
  const unknown = Object.keys(given).filter(
    (name) => given[name] !== '' && known.every((arg) => arg.name !== name),
  )
  const shown = [
    ...known.map((arg) => ({ ...arg, isUnknown: false })),
    ...unknown.map((name) => ({ name, isUnknown: true })),
  ]
  if (!held) return shown
  const own = shown.find(({ name }) => name === held.name)
  const others = shown.filter((arg) => arg !== own)
  return others.toSpliced(held.at, 0, own ?? { name: held.name, isUnknown: true })
}

interface KnownArgProps {
  readonly arg: DockerfileArg
  readonly isUnknown: boolean
  onFocus(): void
  onBlur(): void
}

function KnownArg({ arg: { name, standard }, isUnknown, onFocus, onBlur }: KnownArgProps) {
  const { values, change } = useForm()
  const id = useId()
  const value = values.args[name] ?? ''
  return (
    <div className={styles.arg}>
      <label htmlFor={id}>{visibleText(name)}</label>
      <input
        id={id}
        type={isSecret(name, value) ? 'password' : 'text'}
        placeholder={standard === undefined ? 'Not set' : visibleText(standard) || 'Empty'}
        value={value}
        spellCheck={false}
        autoComplete="off"
        aria-describedby={isUnknown ? `${id}-unknown` : undefined}
        onFocus={onFocus}
        onBlur={onBlur}
        onChange={({ target }) => change({ args: { ...values.args, [name]: target.value } })}
      />
      {isUnknown && (
        <p id={`${id}-unknown`} className={fields.problem}>
          The Dockerfile has no such argument
        </p>
      )}
    </div>
  )
}
