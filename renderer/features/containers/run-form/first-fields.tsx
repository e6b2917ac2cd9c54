import type { RefObject } from 'react'
import { tagsOf } from '#features/tags'
import { CompletingInput } from '#ui/completing-input.tsx'
import { EnvRows } from './env-rows.tsx'
import { Field } from '#ui/fields/field.tsx'
import { MountRows } from './mount-rows.tsx'
import { isRunLine, PasteLine, useFillFromLine } from './paste-line.tsx'
import { PortRows } from './port-rows.tsx'
import { useChoices } from '../use-choices.ts'
import { useForm } from './use-run-form.ts'
import styles from './run-form.module.css'

interface FirstFieldsProps {
  /** Takes the focus when the form opens. */
  readonly imageRef: RefObject<HTMLInputElement | null>
}

/** What most people say of a container. */
export function FirstFields({ imageRef }: FirstFieldsProps) {
  const { connection, values, change, changeFlag } = useForm()
  const { images } = useChoices(connection)
  const [lineProblems, fillFrom] = useFillFromLine(() => imageRef.current?.focus())
  const [name = ''] = values.flags['name'] ?? []
  return (
    <>
      <PasteLine problems={lineProblems} onFill={fillFrom} />
      <div className={styles.pair}>
        <Field field="image" label="Image">
          {(names) => (
            <CompletingInput
              {...names}
              ref={imageRef}
              placeholder="redis:7"
              value={values.image}
              items={images}
              more={tagsOf(connection)}
              onChange={(image) => change({ image })}
              onPaste={(event) => {
                const text = event.clipboardData.getData('text')
                if (!isRunLine(text)) return
                event.preventDefault()
                void fillFrom(text)
              }}
            />
          )}
        </Field>
        <Field field="flags.name.0" label="Name">
          {(names) => (
            <input
              {...names}
              placeholder="The engine gives it one"
              value={name}
              spellCheck={false}
              autoComplete="off"
              onChange={({ target }) => changeFlag('name', target.value ? [target.value] : [])}
            />
          )}
        </Field>
      </div>
      <Field field="cmd" label="Command">
        {(names) => (
          <input
            {...names}
            className={styles.mono}
            placeholder="As the image has it"
            value={values.cmd}
            spellCheck={false}
            autoComplete="off"
            onChange={({ target }) => change({ cmd: target.value })}
          />
        )}
      </Field>
      <PortRows />
      <EnvRows />
      <MountRows />
    </>
  )
}
