import { useId } from 'react'
import { isSecret } from '#shared/secret-values.ts'
import { visibleText } from '#shared/visible-text.ts'
import { Rows } from '#ui/fields/rows.tsx'
import fields from '#ui/fields/fields.module.css'
import type { DockerfileArg } from '../dockerfile/index.ts'
import type { ArgRow } from './form-values.ts'
import styles from './build-form.module.css'
import { useForm } from './use-build-form.ts'

const NO_ARG: ArgRow = { name: '', value: '' }

/** The build arguments: those of the Dockerfile, and others. */
export function ArgRows() {
  const { values, facts, past, change } = useForm()
  const known = new Set(facts.args.map(({ name }) => name))
  const unknown = Object.entries(values.args).filter(
    ([name, value]) => !known.has(name) && value !== '',
  )
  const lost = past?.args.filter(({ name, value }) => value === undefined && !values.args[name])
  return (
    <>
      {facts.args.map((arg) => (
        <KnownArg key={arg.name} arg={arg} />
      ))}
      {unknown.map(([name]) => (
        <KnownArg key={name} arg={{ name }} isUnknown />
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

interface KnownArgProps {
  readonly arg: DockerfileArg
  /** The Dockerfile does not name it any more. */
  readonly isUnknown?: boolean
}

function KnownArg({ arg: { name, standard }, isUnknown = false }: KnownArgProps) {
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
