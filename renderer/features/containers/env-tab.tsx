import { classNames } from '#lib/class-names.ts'
import { Copy, Eye, EyeOff } from 'lucide-react'
import { useMemo, useState } from 'react'
import { filterRows } from '#lib/filter-rows.ts'
import { naturalCompare } from '#lib/natural-compare.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { EnvVariable } from '#shared/contract/containers.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { engine } from '../../ipc/client.ts'
import { isSecret, MASK } from '#shared/secret-values.ts'
import tabs from '#ui/table-tab.module.css'
import styles from './table-tab.module.css'

/** The container's environment, sorted; what looks like a secret is masked until asked for. */
export function EnvTab({ env }: { readonly env: readonly EnvVariable[] }) {
  const [filter, setFilter] = useState('')
  const [revealed, setRevealed] = useState<ReadonlySet<string>>(new Set())
  const sorted = useMemo(() => env.toSorted((a, b) => naturalCompare(a.name, b.name)), [env])
  const shown = filterRows(sorted, filter, searchable)
  const toggle = (name: string) => setRevealed((before) => toggled(before, name))
  return (
    <div className={tabs.tab}>
      <div className={styles.filter}>
        <SearchField label="Filter variables" value={filter} onChange={setFilter} />
      </div>
      <table className={classNames(tabs.table, styles.names)}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Value</th>
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((variable) => (
            <Variable
              key={variable.name}
              variable={variable}
              revealed={revealed.has(variable.name)}
              onToggle={() => toggle(variable.name)}
            />
          ))}
        </tbody>
      </table>
      {shown.length === 0 && (
        <p role="status" className={styles.nothing}>
          {env.length === 0
            ? 'It has no environment variables.'
            : `No variable matches "${visibleText(filter)}".`}
        </p>
      )}
    </div>
  )
}

/** A masked value must not be found by guessing at it. */
function searchable({ name, value }: EnvVariable): readonly string[] {
  return isSecret(name, value) ? [name] : [name, value]
}

interface VariableProps {
  readonly variable: EnvVariable
  readonly revealed: boolean
  onToggle(): void
}

function Variable({ variable: { name, value }, revealed, onToggle }: VariableProps) {
  const secret = isSecret(name, value)
  const shownName = visibleText(name)
  return (
    <tr>
      <th scope="row" className={tabs.mono} data-selectable>
        <SafeText text={name} />
      </th>
      <td className={tabs.mono} data-selectable>
        {secret && !revealed ? (
          <span aria-label="Hidden value">{MASK}</span>
        ) : (
          <SafeText text={value} />
        )}
      </td>
      <td className={styles.buttons}>
        {secret && (
          <IconButton
            small
            icon={revealed ? EyeOff : Eye}
            label={`${revealed ? 'Hide' : 'Reveal'} value of ${shownName}`}
            hint={revealed ? 'Hide' : 'Reveal'}
            onClick={onToggle}
          />
        )}
        <IconButton
          small
          icon={Copy}
          label={`Copy value of ${shownName}`}
          hint="Copy"
          onClick={() => void engine.desktop.copyText({ text: value })}
        />
      </td>
    </tr>
  )
}

function toggled(before: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const after = new Set(before)
  if (!after.delete(name)) after.add(name)
  return after
}
