import { expect, test } from 'vitest'
import { CONTAINER_COLUMNS } from './container-columns.tsx'
import { shownContainer } from './shown-container.fixture.ts'

const column = (id: string) => CONTAINER_COLUMNS.find((column) => column.id === id)

test('ports that are only exposed leave the cell as empty as none', () => {
  const port = { hostIp: '', containerPort: 80, protocol: 'tcp' }
  const exposed = shownContainer({ ports: [port] })
  expect(column('ports')?.render(exposed)).toBe(false)
  expect(column('ports')?.render(shownContainer())).toBe(false)
})

test.each(['cpu', 'memory', 'net', 'block', 'pids'])(
  'the largest %s comes first, and what is unknown last',
  (id) => {
    expect(column(id)?.firstDirection).toBe('descending')
    expect(column(id)?.isUnknown?.(shownContainer())).toBe(true)
  },
)

test('every column that people may ask for is offered, hidden unless it is one of the usual', () => {
  const hidden = CONTAINER_COLUMNS.filter(({ optional }) => optional === 'hidden')
  expect(hidden.map(({ title }) => title)).toEqual([
    'Project',
    'Service',
    'Networks',
    'IP',
    'Mounts',
    'Command',
    'Labels',
    'ID',
    'Net I/O',
    'Block I/O',
    'PIDs',
    'Restarts',
    'Platform',
    'Size',
  ])
})
