import type { ReactNode } from 'react'
import type { FactRef, FactStore } from '#lib/fact-store.ts'
import type { Column } from './data-grid/data-grid.tsx'
import { FactCell } from './fact-cell.tsx'

interface FactColumn<Row, Value> extends Omit<Column<Row>, 'render' | 'compare' | 'isUnknown'> {
  readonly store: FactStore<Value>
  /** Whose fact a row shows. */
  refOf(row: Row): FactRef
  draw(value: Value, at: number): ReactNode
  compareValues(a: Value, b: Value): number
}

/**
 * A column of what the engine tells of one object alone: it is asked for the rows in view, and
 * sorted by what is known, which is what has been in view.
 */
export function factColumn<Row, Value>(given: FactColumn<Row, Value>): Column<Row> {
  const { store, refOf, draw, compareValues, ...column } = given
  const known = (row: Row) => {
    const { connection, id } = refOf(row)
    const fact = store.latest(connection, id)
    return fact?.kind === 'known' ? fact : undefined
  }
  return {
    ...column,
    render: (row) => (
      <FactCell store={store} of={refOf(row)} draw={({ value, at }) => draw(value, at)} />
    ),
    compare(a, b) {
      const [one, other] = [known(a), known(b)]
      return one && other ? compareValues(one.value, other.value) : 0
    },
    isUnknown: (row) => known(row) === undefined,
  }
}
