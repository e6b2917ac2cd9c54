import { MergeView } from '@codemirror/merge'
import { useEffect, useRef } from 'react'
import { reading } from './json-editor.tsx'
import type { JsonDiffProps } from './json-diff.tsx'
import styles from './json-view.module.css'

/** Lines around a difference that are shown with it, and how many more are worth a fold. */
const CONTEXT = { margin: 3, minSize: 4 }

/** Two editors that scroll as one, read-only. */
export function DiffEditor({ left, right }: JsonDiffProps) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!host.current) return undefined
    const view = new MergeView({
      parent: host.current,
      a: { doc: left.json, extensions: reading(left.label) },
      b: { doc: right.json, extensions: reading(right.label) },
      collapseUnchanged: CONTEXT,
    })
    return () => view.destroy()
  }, [left.json, left.label, right.json, right.label])
  return <div ref={host} className={styles.diff} data-keys="editor" />
}
