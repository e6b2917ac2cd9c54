import type { ReactNode } from 'react'
import { Field } from '#ui/fields/field.tsx'
import { FlagField } from './flag-field.tsx'
import { NetworkRows } from './network-rows.tsx'
import { SECTIONS } from './sections.ts'
import { useForm } from './use-run-form.ts'
import styles from './run-form.module.css'

/** All else that can be said of a container, one fold away. */
export function FlagSections() {
  const { values } = useForm()
  const entrypoints = values.entrypoint === '' ? 0 : 1
  return (
    <div>
      <Fold title="Networks" said={values.networks.length}>
        <NetworkRows />
      </Fold>
      {SECTIONS.map(({ title, fields }, at) => {
        const said = fields.filter(({ flag }) => (values.flags[flag] ?? []).length > 0).length
        return (
          <Fold key={title} title={title} said={said + (at === 0 ? entrypoints : 0)}>
            {at === 0 && <Entrypoint />}
            {fields.map((field) => (
              <FlagField key={field.flag} {...field} />
            ))}
          </Fold>
        )
      })}
    </div>
  )
}

interface FoldProps {
  readonly title: string
  /** How many of its fields say something. */
  readonly said: number
  readonly children: ReactNode
}

function Fold({ title, said, children }: FoldProps) {
  return (
    <details className={styles.fold}>
      <summary>
        {title}
        {said > 0 && <span className={styles.said}>{said} set</span>}
      </summary>
      <div className={styles.folded}>{children}</div>
    </details>
  )
}

function Entrypoint() {
  const { values, change } = useForm()
  return (
    <Field field="entrypoint" label="Entrypoint">
      {(names) => (
        <input
          {...names}
          className={styles.mono}
          placeholder="As the image has it; '' for none"
          value={values.entrypoint}
          spellCheck={false}
          autoComplete="off"
          onChange={({ target }) => change({ entrypoint: target.value })}
        />
      )}
    </Field>
  )
}
