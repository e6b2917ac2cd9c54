import { useCallback, useSyncExternalStore, type ReactNode } from 'react'
import type { Fact, FactRef, FactStore } from '#lib/fact-store.ts'
import { visibleText } from '#shared/visible-text.ts'
import styles from './fact-cell.module.css'

type Known<Value> = Extract<Fact<Value>, { kind: 'known' }>

interface FactCellProps<Value> {
  readonly store: FactStore<Value>
  readonly of: FactRef
  draw(fact: Known<Value>): ReactNode
}

/** A fact about an object, asked for while this cell is there. */
export function FactCell<Value>({ store, of, draw }: FactCellProps<Value>) {
  const { connection, id } = of
  const subscribe = useCallback(
    (listener: () => void) => store.subscribe(connection, id, listener),
    [store, connection, id],
  )
  const fact = useSyncExternalStore(subscribe, () => store.latest(connection, id))
  if (fact === undefined) return <PendingFact />
  switch (fact.kind) {
    case 'known':
      return draw(fact)
    case 'failed':
      return <UnknownFact reason={fact.reason} />
    default:
      return fact satisfies never
  }
}

/** What stands for a fact that is on its way. */
export function PendingFact() {
  return (
    <span className={styles.quiet} data-tooltip="The engine is being asked">
      …
    </span>
  )
}

/** What stands for a fact that nobody tells. */
export function UnknownFact({ reason }: { readonly reason: string }) {
  const words = visibleText(reason)
  return (
    <span className={styles.quiet} data-tooltip={words}>
      — <span className="visually-hidden">{words}</span>
    </span>
  )
}
