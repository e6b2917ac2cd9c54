import { FolderOpen } from 'lucide-react'
import { connectionOf } from '#features/connections'
import { CompletingInput } from '#ui/completing-input.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { engine } from '../../../ipc/client.ts'
import type { MountKind, MountRow } from './form-values.ts'
import { Rows } from '#ui/fields/rows.tsx'
import { useChoices } from '../use-choices.ts'
import { useForm } from './use-run-form.ts'
import fields from '#ui/fields/fields.module.css'
import styles from './run-form.module.css'

const NO_MOUNT: MountRow = { kind: 'volume', source: '', target: '', options: '' }

const KINDS: Readonly<Record<MountKind, string>> = {
  volume: 'Volume',
  bind: 'Folder of the host',
  anonymous: 'Volume without a name',
  tmpfs: 'Memory (tmpfs)',
}

/** What the container sees of the outside, and keeps there. */
export function MountRows() {
  const { values, change } = useForm()
  return (
    <Rows
      field="mounts"
      label="Storage"
      noun="mount"
      rows={values.mounts}
      empty={NO_MOUNT}
      onChange={(mounts) => change({ mounts })}
    >
      {(row, number, changeRow) => (
        <>
          <select
            aria-label={`Kind of mount ${number}`}
            value={row.kind}
            onChange={({ target }) => changeRow(withKind(row, target.value as MountKind))}
          >
            {Object.entries(KINDS).map(([kind, words]) => (
              <option key={kind} value={kind}>
                {words}
              </option>
            ))}
          </select>
          <Source row={row} number={number} onChange={changeRow} />
          <input
            aria-label={`Path in the container of mount ${number}`}
            placeholder="/data"
            value={row.target}
            spellCheck={false}
            onChange={(event) => changeRow({ ...row, target: event.target.value })}
          />
          {row.kind !== 'anonymous' && <Options row={row} number={number} onChange={changeRow} />}
        </>
      )}
    </Rows>
  )
}

interface RowProps {
  readonly row: MountRow
  readonly number: number
  onChange(row: MountRow): void
}

function Source({ row, number, onChange }: RowProps) {
  const { connection } = useForm()
  const { volumes } = useChoices(connection)
  const change = (source: string) => onChange({ ...row, source })
  switch (row.kind) {
    case 'volume':
      return (
        <CompletingInput
          aria-label={`Volume of mount ${number}`}
          placeholder="name"
          value={row.source}
          items={volumes}
          onChange={change}
        />
      )
    case 'bind':
      return (
        <>
          <input
            aria-label={`Folder of mount ${number}`}
            placeholder="/srv/data"
            value={row.source}
            spellCheck={false}
            onChange={(event) => change(event.target.value)}
          />
          {isNear(connection) && (
            <IconButton
              small
              icon={FolderOpen}
              label={`Choose the folder of mount ${number}`}
              hint="Choose a folder"
              onClick={() => void chooseFolder(change)}
            />
          )}
        </>
      )
    case 'anonymous':
    case 'tmpfs':
      return null
    default:
      return row.kind satisfies never
  }
}

/** Whether it is read-only has a box of its own; the rest is for those who know it. */
function Options({ row, number, onChange }: RowProps) {
  const options = row.options.split(',').filter(Boolean)
  const change = (next: readonly string[]) => onChange({ ...row, options: next.join(',') })
  const others = options.filter((option) => option !== 'ro')
  const isReadOnly = row.kind !== 'tmpfs' && options.includes('ro')
  return (
    <>
      {row.kind !== 'tmpfs' && (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={isReadOnly}
            onChange={({ target }) => change(target.checked ? ['ro', ...others] : others)}
          />
          Read-only
        </label>
      )}
      <input
        aria-label={`Options of mount ${number}`}
        className={fields.narrow}
        placeholder={row.kind === 'tmpfs' ? 'size=64m' : 'z, nocopy…'}
        value={isReadOnly ? row.options.replace(/(^|,)ro(,|$)/, '') : row.options}
        spellCheck={false}
        onChange={({ target }) =>
          onChange({ ...row, options: isReadOnly ? `ro,${target.value}` : target.value })
        }
      />
    </>
  )
}

/** What was typed for a path is no name, and the other way round. */
function withKind(row: MountRow, kind: MountKind): MountRow {
  return { ...row, kind, source: '', options: '' }
}

/** Over a network, folders of this machine are no folders of the engine. */
function isNear(connection: string): boolean {
  const { kind } = connectionOf(connection) ?? {}
  return kind === 'socket' || kind === 'pipe'
}

async function chooseFolder(onChoose: (path: string) => void): Promise<void> {
  const path = await engine.desktop.chooseFolder({})
  if (path !== undefined) onChoose(path)
}
