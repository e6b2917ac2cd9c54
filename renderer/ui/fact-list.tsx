import { Copy } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './fact-list.module.css'
import { IconButton } from './icon-button.tsx'
import { SafeText } from './safe-text.tsx'

/** One thing that is known of an object. */
export interface Fact {
  readonly label: string
  /** Text that someone else chose, or something to draw. */
  readonly value: string | ReactNode
  /** Set in the fixed-width face: ids, commands, paths. */
  readonly mono?: boolean
  /** Puts the whole value on the clipboard. */
  onCopy?(): void
}

export interface FactListProps {
  readonly facts: readonly Fact[]
  /** For long labels: each stands over its value. */
  readonly wide?: boolean
}

/** What is known of an object, line by line. */
export function FactList({ facts, wide = false }: FactListProps) {
  return (
    <dl className={styles.facts} data-wide={wide || undefined}>
      {facts.map((fact) => (
        <FactLine key={fact.label} {...fact} />
      ))}
    </dl>
  )
}

/** The labels of an object, under a heading; nothing where it has none. */
export function LabelList({ labels }: { readonly labels: Readonly<Record<string, string>> }) {
  const facts = Object.entries(labels).map(([label, value]) => ({ label, value, mono: true }))
  if (facts.length === 0) return null
  return (
    <section aria-label="Labels">
      <h3 className={styles.heading}>Labels</h3>
      <FactList facts={facts} wide />
    </section>
  )
}

function FactLine({ label, value, mono = false, onCopy }: Fact) {
  return (
    <div className={styles.fact}>
      <dt>
        <SafeText text={label} />
      </dt>
      <dd data-mono={mono || undefined} data-selectable>
        {typeof value === 'string' ? <SafeText text={value} /> : value}
        {onCopy && (
          <IconButton
            small
            icon={Copy}
            label={`Copy ${label.toLowerCase()}`}
            className={styles.copy}
            onClick={() => onCopy()}
          />
        )}
      </dd>
    </div>
  )
}
