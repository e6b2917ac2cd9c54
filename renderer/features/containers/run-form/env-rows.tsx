import { Eye, EyeOff, FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { isSecret } from '#shared/secret-values.ts'
import { plural } from '#lib/plural.ts'
import { Button } from '#ui/button.tsx'
import { toast } from '#ui/toast.tsx'
import { envLines, withVariables } from './env-lines.ts'
import type { EnvRow } from './form-values.ts'
import { Rows } from '#ui/fields/rows.tsx'
import { useForm } from './use-run-form.ts'
import fields from '#ui/fields/fields.module.css'

const NO_VARIABLE: EnvRow = { name: '', value: '' }

/** A file of variables is short; another kind of file was chosen by mistake. */
const MAX_FILE_BYTES = 1024 * 1024

/** Variables, by hand, pasted as many lines, or from a file. */
export function EnvRows() {
  const { values, change } = useForm()
  const [showsAll, setShowsAll] = useState(false)
  const hasSecrets = values.env.some(({ name, value = '' }) => isSecret(name, value))
  const add = (text: string): number => {
    const added = envLines(text)
    if (added.length > 0) change({ env: withVariables(values.env, added) })
    return added.length
  }
  return (
    <Rows
      field="env"
      label="Environment"
      noun="variable"
      rows={values.env}
      empty={NO_VARIABLE}
      onChange={(env) => change({ env })}
      more={
        <>
          <EnvFile onText={add} />
          {hasSecrets && (
            <Button
              kind="quiet"
              icon={showsAll ? EyeOff : Eye}
              aria-pressed={showsAll}
              onClick={() => setShowsAll(!showsAll)}
            >
              Show secrets
            </Button>
          )}
        </>
      }
    >
      {(row, number, changeRow) => (
        <>
          <input
            aria-label={`Name of variable ${number}`}
            placeholder="NAME"
            value={row.name}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => changeRow({ ...row, name: event.target.value })}
            onPaste={(event) => {
              const text = event.clipboardData.getData('text')
              // One word is a name, and typed over.
              if (/[=\n]/.test(text) && add(text) > 0) event.preventDefault()
            }}
          />
          <span aria-hidden>=</span>
          <input
            aria-label={`Value of variable ${number}`}
            className={fields.wide}
            type={isSecret(row.name, row.value ?? '') && !showsAll ? 'password' : 'text'}
            placeholder={row.value === undefined ? 'Not set, whatever the image has' : 'Empty'}
            value={row.value ?? ''}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => changeRow({ ...row, value: event.target.value })}
          />
        </>
      )}
    </Rows>
  )
}

function EnvFile({ onText }: { onText(text: string): number }) {
  const input = useRef<HTMLInputElement>(null)
  const read = async (file: File) => {
    const isSmall = file.size <= MAX_FILE_BYTES
    const found = isSmall ? onText(await file.text()) : 0
    const text = isSmall
      ? found > 0
        ? `Took ${plural(found, 'variable')} from "${file.name}"`
        : `"${file.name}" has no lines such as NAME=value`
      : `"${file.name}" is too big for a file of variables`
    toast({ kind: found > 0 ? 'success' : 'error', text })
  }
  return (
    <>
      <Button kind="quiet" icon={FileUp} onClick={() => input.current?.click()}>
        Add from .env file
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        data-env-file
        onChange={({ target }) => {
          const [file] = target.files ?? []
          // The same file can be chosen again.
          target.value = ''
          if (file) void read(file)
        }}
      />
    </>
  )
}
