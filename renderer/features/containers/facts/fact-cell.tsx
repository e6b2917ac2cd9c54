import { useCallback, useSyncExternalStore, type ReactNode } from 'react'
import { visibleText } from '#shared/visible-text.ts'
import type { ShownContainer } from '../shown-container.ts'
import styles from './fact-cell.module.css'
import type { Fact, FactStore } from './fact-store.ts'

type Known<Value> = Extract<Fact<Value>, { kind: 'known' }>

interface FactCellProps<Value> {
  readonly store: FactStore<Value>
  readonly container: Pick<ShownContainer, 'connection' | 'id'>
  draw(fact: Known<Value>): ReactNode
}

/** A fact about a container, asked for while this cell is there. */
export function FactCell<Value>({ store, container, draw }: FactCellProps<Value>) {
  const { connection, id } = container
  const subscribe = useCallback(
    (listener: () => void) => store.subscribe(connection, id, listener),
    [store, connection, id],
  )
  const fact = useSyncExternalStore(subscribe, () => store.latest(connection, id))
  if (fact === undefined) return <Pending />
  switch (fact.kind) {
    case 'known':
      return draw(fact)
    case 'failed':
      return <Failed reason={fact.reason} />
    default:
      return fact satisfies never
  }
}

function Pending() {
  return (
    <span className={styles.quiet} data-tooltip="The engine is being asked">
      …
    </span>
  )
}

function Failed({ reason }: { readonly reason: string }) {
  const words = visibleText(reason)
  return (
    <span className={styles.quiet} data-tooltip={words}>
      — <span className="visually-hidden">{words}</span>
    </span>
  )
}
