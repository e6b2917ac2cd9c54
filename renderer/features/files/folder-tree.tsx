import { ChevronDown, ChevronRight, FilePen, FilePlus, Folder, FolderOpen } from 'lucide-react'
import { useEffect, useId, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { chordOf } from '#lib/chord.ts'
import { classNames } from '#lib/class-names.ts'
import { formatSize } from '#lib/format-bytes.ts'
import { plural } from '#lib/plural.ts'
import { parentOf } from '#shared/posix-path.ts'
import { visibleText } from '#shared/visible-text.ts'
import { SafeText } from '#ui/safe-text.tsx'
import styles from './folder-tree.module.css'
import { findTyped, treeAction, type TreeAction } from './tree-keys.ts'
import type { FolderRow, Note, NoteRow, TreeRow } from './tree-rows.ts'

interface FolderTreeProps {
  readonly rows: readonly TreeRow[]
  /** The folder in the list. */
  readonly shown: string
  /** Shows it in the list. */
  onGo(path: string): void
  onOpen(path: string): void
  onFold(path: string): void
  /** What a note offers: to read a folder again, or on. */
  onNote(row: NoteRow): void
}

/** Letters this soon after each other, in milliseconds, are one word. */
const TYPING_MS = 700

/** The folders of a container as an ARIA tree with one tab stop. */
export function FolderTree(props: FolderTreeProps) {
  const { rows, shown, onGo, onOpen, onFold, onNote } = props
  const [chosen, setChosen] = useState(shown)
  const typed = useRef({ text: '', at: 0 })
  const tree = useRef<HTMLDivElement>(null)
  const treeId = useId()
  const [followed, setFollowed] = useState(shown)
  if (followed !== shown) {
    setFollowed(shown)
    setChosen(shown)
  }
  const active = placeOf(rows, chosen)
  const drawnShown = rows.find(({ path }) => path === shown)?.path
  const reveal = (index: number) =>
    tree.current?.querySelector(`[data-at="${index}"]`)?.scrollIntoView({ block: 'nearest' })
  // Where one has gone is seen once it is there, and then stays where it is.
  useEffect(() => {
    if (drawnShown === undefined) return
    tree.current?.querySelector('[data-shown]')?.scrollIntoView({ block: 'nearest' })
  }, [drawnShown])

  const choose = (row: TreeRow) => (row.kind === 'folder' ? onGo(row.path) : onNote(row))
  const moveTo = (index: number) => {
    const row = rows[index]
    if (!row) return
    setChosen(keyOf(row))
    reveal(index)
  }
  const perform = (action: TreeAction, row: TreeRow) => {
    switch (action.kind) {
      case 'move':
        return moveTo(action.to)
      case 'open':
        return onOpen(row.path)
      case 'fold':
        return onFold(row.path)
      case 'choose':
        return choose(row)
      case 'none':
        return undefined
      default:
        return action satisfies never
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const chord = chordOf(event)
    const isWord = isTyping(event, typed.current.text !== '' && !isOver(typed.current.at))
    const action = isWord ? undefined : treeAction(chord, rows, active)
    const row = rows[active]
    if (action && row) perform(action, row)
    else if (isWord) {
      const before = isOver(typed.current.at) ? '' : typed.current.text
      typed.current = { text: before + event.key, at: Date.now() }
      moveTo(findTyped(rows, active, typed.current.text) ?? active)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onClick = ({ target }: MouseEvent) => {
    const element = target instanceof Element ? target.closest<HTMLElement>('[data-at]') : null
    const row = rows[Number(element?.dataset['at'])]
    if (!element || !row) return
    setChosen(keyOf(row))
    const isOnTwist = target instanceof Element && target.closest('[data-twist]') !== null
    if (!isOnTwist || row.kind === 'note') choose(row)
    else if (row.isOpen) onFold(row.path)
    else onOpen(row.path)
  }
  return (
    <div
      ref={tree}
      role="tree"
      tabIndex={0}
      aria-label="Folders"
      aria-activedescendant={`${treeId}${active}`}
      className={styles.tree}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {rows.map((row, at) => (
        <div
          key={keyOf(row)}
          role="treeitem"
          id={`${treeId}${at}`}
          aria-level={row.level}
          aria-posinset={row.position}
          aria-setsize={row.count}
          aria-expanded={row.kind === 'folder' ? row.isOpen : undefined}
          aria-selected={row.kind === 'folder' && row.isShown}
          aria-label={row.kind === 'folder' ? visibleText(row.name) : noteText(row.note)}
          aria-describedby={
            row.kind === 'folder' && row.change ? `${treeId}${at}-change` : undefined
          }
          data-at={at}
          data-active={at === active || undefined}
          data-shown={(row.kind === 'folder' && row.isShown) || undefined}
          className={classNames(styles.row, row.kind === 'note' && styles.note)}
          style={{ paddingLeft: 4 + Math.min(row.level - 1, MAX_INDENTS) * INDENT_PX }}
        >
          {row.kind === 'folder' ? (
            <FolderName row={row} markId={`${treeId}${at}-change`} />
          ) : (
            <NoteWords note={row.note} />
          )}
        </div>
      ))}
    </div>
  )
}

/** Pixels that a folder stands further in than the one that it is in. */
const INDENT_PX = 14

/** Deeper ones would have no room for their names. */
const MAX_INDENTS = 12

function FolderName({ row, markId }: { readonly row: FolderRow; readonly markId: string }) {
  const { name, isOpen, change } = row
  const Twist = isOpen ? ChevronDown : ChevronRight
  const Icon = isOpen ? FolderOpen : Folder
  const Mark = change === 'added' ? FilePlus : FilePen
  return (
    <>
      <span className={styles.twist} data-twist={isOpen === undefined ? undefined : true}>
        {isOpen !== undefined && <Twist size={14} aria-hidden />}
      </span>
      <Icon size={14} aria-hidden className={styles.folder} />
      <SafeText text={name} className={styles.name} hint={visibleText(name)} />
      {change && (
        <span className={styles[change]} data-tooltip={changeWord(row)}>
          <Mark size={12} aria-hidden />
          <span id={markId} className="visually-hidden">
            {changeWord(row)}
          </span>
        </span>
      )}
    </>
  )
}

function changeWord({ change }: FolderRow): string | undefined {
  if (!change) return undefined
  return change === 'added' ? 'Added since the image' : 'Changed since the image'
}

/** A failure in full stands in its tooltip: the tree has no room for it. */
function NoteWords({ note }: { readonly note: Note }) {
  const offer = offerOf(note)
  const isFailure = note.about === 'failure'
  return (
    <span
      className={classNames(styles.words, isFailure && styles.failed)}
      data-about={note.about}
      data-tooltip={isFailure ? note.text : undefined}
    >
      {isFailure ? 'Not read' : saidOf(note)}
      {offer !== undefined && <span className={styles.offer}>{offer}</span>}
    </span>
  )
}

function noteText(note: Note): string {
  return [saidOf(note), offerOf(note)].filter((text) => text !== '').join('. ')
}

function saidOf(note: Note): string {
  switch (note.about) {
    case 'reading':
      return note.bytes > 0 ? `Reading: ${formatSize(note.bytes)} so far` : 'Reading…'
    case 'failure':
      return note.text
    case 'unread':
      return 'Others not read'
    case 'part':
      return 'Only a part'
    case 'rest':
      return `${plural(note.count, 'folder')} more`
    default:
      return note satisfies never
  }
}

function offerOf({ about }: Note): string {
  switch (about) {
    case 'reading':
      return ''
    case 'failure':
      return 'Try again'
    case 'unread':
      return 'Read all'
    case 'part':
      return 'Read on'
    case 'rest':
      return 'Show in the list'
    default:
      return about satisfies never
  }
}

/** A path has no two slashes in a row. */
function keyOf(row: TreeRow): string {
  return row.kind === 'folder' ? row.path : `${row.path}//${row.note.about}`
}

/** Where this row is; of one that has gone, the nearest folder that it was in. */
function placeOf(rows: readonly TreeRow[], key: string): number {
  const at = rows.findIndex((row) => keyOf(row) === key)
  if (at !== -1) return at
  const [path = '/'] = key.split('//')
  if (path === '/' || path === '') return 0
  return placeOf(rows, path === key ? parentOf(path) : path)
}

function isOver(at: number): boolean {
  return Date.now() - at > TYPING_MS
}

/** A space belongs to a name only behind other letters. */
function isTyping({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, isGoingOn: boolean): boolean {
  if (key.length !== 1 || ctrlKey || metaKey || altKey) return false
  return key !== ' ' || isGoingOn
}
