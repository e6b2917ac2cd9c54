import { FileArchive, FolderOpen } from 'lucide-react'
import { useId, useState, type RefObject } from 'react'
import { toastFailure } from '#ui/toast-failure.ts'
import { Button } from '#ui/button.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { engine } from '../../../ipc/client.ts'
import { Field } from '#ui/fields/field.tsx'
import fields from '#ui/fields/fields.module.css'
import styles from './build-form.module.css'
import { useForm } from './use-build-form.ts'

interface SourceFieldsProps {
  /** Takes the focus when the form opens. */
  readonly firstRef: RefObject<HTMLButtonElement | null>
}

/** What is built from: a folder, an archive, or the folder of a Dockerfile. */
export function SourceFields({ firstRef }: SourceFieldsProps) {
  const { source, choose, judging } = useSource()
  const id = useId()
  const ask = async (of: 'folder' | 'file') => {
    try {
      const chosen = await engine.desktop.chooseSource({ of })
      if (chosen) await choose(await engine.builds.openSource({ file: chosen.file }))
    } catch (cause) {
      toastFailure(cause)
    }
  }
  return (
    <div
      role="group"
      aria-labelledby={id}
      aria-describedby={`${id}-path`}
      className={fields.field}
      data-field="source"
    >
      <span id={id} className={fields.label}>
        Build from
      </span>
      <p id={`${id}-path`} className={styles.path} data-selectable>
        {source ? (
          <SafeText text={source.path} />
        ) : (
          'Choose a folder, a Dockerfile or an archive, or drop it here.'
        )}
      </p>
      <div className={fields.adders}>
        <Button ref={firstRef} icon={FolderOpen} onClick={() => void ask('folder')}>
          Choose folder…
        </Button>
        <Button icon={FileArchive} onClick={() => void ask('file')}>
          Choose Dockerfile or archive…
        </Button>
      </div>
      {judging !== undefined && (
        <p className={fields.problem} data-kind="wrong">
          {judging}
        </p>
      )}
    </div>
  )
}

function useSource() {
  const { source, choose, problemOf } = useForm()
  return { source, choose, judging: problemOf('source')?.text }
}

/** What stands for a path that is none of those that were found. */
const OTHER = '\0'

/** Which of the Dockerfiles in the source. */
export function DockerfileChoice() {
  const { source, values, open } = useForm()
  const known = source?.dockerfiles ?? []
  const [isOther, setIsOther] = useState(false)
  const isTyped = isOther || !known.includes(values.dockerfile)
  if (!source) return null
  return (
    <Field field="dockerfile" label="Dockerfile">
      {({ id, ...judged }) => (
        <>
          {known.length > 0 && (
            <select
              id={id}
              {...(!isTyped && judged)}
              value={isTyped ? OTHER : values.dockerfile}
              onChange={({ target }) => {
                setIsOther(target.value === OTHER)
                if (target.value !== OTHER) void open(target.value)
              }}
            >
              {known.map((path) => (
                <option key={path} value={path}>
                  {path}
                </option>
              ))}
              <option value={OTHER}>Another path…</option>
            </select>
          )}
          {isTyped && (
            <input
              {...(known.length > 0 ? { 'aria-label': 'Path of the Dockerfile' } : { id })}
              {...judged}
              className={styles.mono}
              value={values.dockerfile}
              placeholder="docker/web.Dockerfile"
              spellCheck={false}
              autoComplete="off"
              onChange={({ target }) => void open(target.value)}
            />
          )}
        </>
      )}
    </Field>
  )
}
