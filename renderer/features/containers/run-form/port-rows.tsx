import type { PortRow } from './form-values.ts'
import { Rows } from '#ui/fields/rows.tsx'
import { useForm } from './use-run-form.ts'
import fields from '#ui/fields/fields.module.css'

const NO_PORT: PortRow = { hostIp: '', hostPort: '', containerPort: '', protocol: 'tcp' }

/** The ports of the container that are published on the host. */
export function PortRows() {
  const { values, change } = useForm()
  return (
    <Rows
      field="ports"
      label="Ports"
      noun="port"
      rows={values.ports}
      empty={NO_PORT}
      onChange={(ports) => change({ ports })}
    >
      {(row, number, changeRow) => (
        <>
          <input
            aria-label={`Port on the host ${number}`}
            className={fields.narrow}
            inputMode="numeric"
            placeholder="Host: any"
            value={row.hostPort}
            onChange={(event) => changeRow({ ...row, hostPort: event.target.value })}
          />
          <span aria-hidden>:</span>
          <input
            aria-label={`Port in the container ${number}`}
            className={fields.narrow}
            inputMode="numeric"
            placeholder="Container"
            value={row.containerPort}
            onChange={(event) => changeRow({ ...row, containerPort: event.target.value })}
          />
          <select
            aria-label={`Protocol ${number}`}
            value={row.protocol}
            onChange={(event) => changeRow({ ...row, protocol: event.target.value })}
          >
            <option value="tcp">TCP</option>
            <option value="udp">UDP</option>
            <option value="sctp">SCTP</option>
          </select>
          <input
            aria-label={`Address of the host ${number}`}
            placeholder="On every address"
            value={row.hostIp}
            onChange={(event) => changeRow({ ...row, hostIp: event.target.value })}
          />
        </>
      )}
    </Rows>
  )
}
