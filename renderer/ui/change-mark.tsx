import { FilePen, FilePlus, FileX, type LucideIcon } from 'lucide-react'
import { classNames } from '#lib/class-names.ts'
import styles from './change-mark.module.css'

/** What became of a file. */
export type MarkedChange = 'added' | 'changed' | 'deleted'

export const CHANGE_WORDS: Readonly<Record<MarkedChange, string>> = {
  added: 'Added',
  changed: 'Changed',
  deleted: 'Deleted',
}

export const CHANGE_ICONS: Readonly<Record<MarkedChange, LucideIcon>> = {
  added: FilePlus,
  changed: FilePen,
  deleted: FileX,
}

/** A change by a form and a word, and then by its colour. */
export function ChangeMark({ kind }: { readonly kind: MarkedChange }) {
  const Icon = CHANGE_ICONS[kind]
  return (
    <span className={classNames(styles.kind, styles[kind])}>
      <Icon size={14} aria-hidden />
      {CHANGE_WORDS[kind]}
    </span>
  )
}
