import { KeyRound } from 'lucide-react'
import { useId, type ClipboardEvent } from 'react'
import { visibleText } from '#shared/visible-text.ts'
import { Button } from '#ui/button.tsx'
import fields from '#ui/fields/fields.module.css'
import { Rows } from '#ui/fields/rows.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { toastFailure } from '#ui/toast-failure.ts'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../../ipc/client.ts'
import styles from './build-form.module.css'
import { NO_SECRET, type SecretRow } from './form-values.ts'
import { useForm } from './use-build-form.ts'

/** What only the steps that ask for it may know. */
export function SecretRows() {
  const { values, facts, noSecrets, change } = useForm()
  const noSecretsId = useId()
  const asked = facts.secrets.filter(({ id }) => !values.secrets.some((row) => row.id === id))
  const add = (id: string) => change({ secrets: [...values.secrets, { ...NO_SECRET, id }] })
  if (noSecrets !== undefined && values.secrets.length === 0) {
    return (
      <fieldset className={fields.rows} disabled aria-describedby={noSecretsId}>
        <legend className={fields.label}>Secrets</legend>
        <div className={fields.adders}>
          <Button kind="quiet" disabled>
            Add secret
          </Button>
        </div>
        <p id={noSecretsId} className={styles.note}>
          {visibleText(noSecrets)}
        </p>
      </fieldset>
    )
  }
  return (
    <Rows
      field="secrets"
      label="Secrets"
      noun="secret"
      rows={values.secrets}
      empty={NO_SECRET}
      onChange={(secrets) => change({ secrets })}
      more={asked.map(({ id, isRequired }) => (
        <Button key={id} kind="quiet" icon={KeyRound} onClick={() => add(id)}>
          Give secret "{visibleText(id)}"{isRequired ? ', which a step needs' : ''}
        </Button>
      ))}
    >
      {(row, number, changeRow) => (
        <>
          <input
            aria-label={`Id of secret ${number}`}
            className={fields.narrow}
            placeholder="id"
            value={row.id}
            spellCheck={false}
            autoComplete="off"
            onChange={({ target }) => changeRow({ ...row, id: target.value })}
          />
          <select
            aria-label={`Kind of secret ${number}`}
            value={row.from}
            onChange={({ target }) =>
              changeRow({ ...row, from: target.value === 'file' ? 'file' : 'text' })
            }
          >
            <option value="text">Text</option>
            <option value="file">File</option>
          </select>
          {row.from === 'text' ? (
            <input
              aria-label={`Text of secret ${number}`}
              type="password"
              value={row.text}
              autoComplete="off"
              onChange={({ target }) => changeRow({ ...row, text: target.value })}
              onPaste={refuseLines}
            />
          ) : (
            <SecretFile row={row} number={number} onChange={changeRow} />
          )}
        </>
      )}
    </Rows>
  )
}

/** The field has one line: a key would lose its line ends without a word. */
function refuseLines(event: ClipboardEvent): void {
  if (!/[\r\n]./.test(event.clipboardData.getData('text'))) return
  event.preventDefault()
  toast({ kind: 'info', text: 'A secret of several lines is given as a file', key: 'lines' })
}

interface SecretFileProps {
  readonly row: SecretRow
  readonly number: number
  onChange(row: SecretRow): void
}

function SecretFile({ row, number, onChange }: SecretFileProps) {
  const choose = async () => {
    try {
      const file = await engine.desktop.chooseSource({ of: 'file' })
      if (file) onChange({ ...row, file })
    } catch (cause) {
      toastFailure(cause)
    }
  }
  return (
    <span className={styles.file}>
      <Button aria-label={`Choose file of secret ${number}…`} onClick={() => void choose()}>
        Choose file…
      </Button>
      <SafeText text={row.file?.name ?? 'none yet'} />
    </span>
  )
}
