import { plainNetwork } from '#shared/run-spec/values/network-text.ts'
import { CompletingInput } from '#ui/completing-input.tsx'
import type { NetworkRow } from './form-values.ts'
import { Rows } from '#ui/fields/rows.tsx'
import { useChoices } from '../use-choices.ts'
import { useForm } from './use-run-form.ts'

const NO_NETWORK: NetworkRow = { name: '', aliases: '', ip: '', base: plainNetwork('') }

/** The networks that it joins; with none, the engine's default. */
export function NetworkRows() {
  const { connection, values, change } = useForm()
  const { networks } = useChoices(connection)
  return (
    <Rows
      field="networks"
      label="Networks"
      noun="network"
      rows={values.networks}
      empty={NO_NETWORK}
      onChange={(rows) => change({ networks: rows })}
    >
      {(row, number, changeRow) => (
        <>
          <CompletingInput
            aria-label={`Network ${number}`}
            placeholder="Name, host or none"
            value={row.name}
            items={networks}
            onChange={(name) => changeRow({ ...row, name })}
          />
          <input
            aria-label={`Aliases in network ${number}`}
            placeholder="Aliases"
            value={row.aliases}
            spellCheck={false}
            onChange={(event) => changeRow({ ...row, aliases: event.target.value })}
          />
          <input
            aria-label={`IP address in network ${number}`}
            placeholder="IP address: any"
            value={row.ip}
            spellCheck={false}
            onChange={(event) => changeRow({ ...row, ip: event.target.value })}
          />
        </>
      )}
    </Rows>
  )
}
