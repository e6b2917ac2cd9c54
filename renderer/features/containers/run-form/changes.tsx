import { diffSpecs } from '#shared/run-spec/diff-specs.ts'
import type { RunSpec } from '#shared/run-spec/run-spec.ts'
import { visibleText } from '#shared/visible-text.ts'
import { maskSpec } from '../mask-spec.ts'
import { useForm } from './use-run-form.ts'
import styles from './run-form.module.css'

/** What the new container has otherwise than the one whose place it takes. */
export function Changes({ before }: { readonly before: RunSpec }) {
  const { spec } = useForm()
  const changes = diffSpecs(
    { spec: before, shown: maskSpec(before).spec },
    { spec, shown: maskSpec(spec).spec },
  )
  return (
    <section aria-label="Changes" className={styles.checks}>
      <h3>Changes</h3>
      <div role="status">
        <ul className={styles.notes}>
          {changes.map(({ what, before: was, after: is }) => (
            <li key={what} data-kind="info">
              <strong>{visibleText(what)}</strong>
              {was.map((text) => (
                <del key={text}>{visibleText(text)}</del>
              ))}
              {is.map((text) => (
                <ins key={text}>{visibleText(text)}</ins>
              ))}
            </li>
          ))}
          {changes.length === 0 && (
            <li data-kind="info">None yet: it would be made anew as it is.</li>
          )}
        </ul>
      </div>
    </section>
  )
}
