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

test.each(['cpu', 'memory'])('the largest %s comes first, and what is unknown last', (id) => {
  expect(column(id)?.firstDirection).toBe('descending')
  expect(column(id)?.isUnknown?.(shownContainer())).toBe(true)
})
