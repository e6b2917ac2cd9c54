import { defaultKeymap } from '@codemirror/commands'
import { json as jsonLanguage } from '@codemirror/lang-json'
import { bracketMatching, codeFolding, foldGutter, foldKeymap } from '@codemirror/language'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension } from '@codemirror/state'
import {
  EditorView,
  drawSelection,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { useEffect, useEffectEvent, useRef } from 'react'
import { changesBetween } from './changes-between.ts'
import { jsonColours } from './json-colours.ts'
import { pathAt, pathText } from './path-at.ts'
import styles from './json-view.module.css'
import type { JsonViewProps } from './index.tsx'

/** The editor itself, read-only. New JSON keeps the place where the reader is. */
export function JsonEditor({ label, json, onPath }: JsonViewProps) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const tellPath = useEffectEvent((path: string) => onPath?.(path))
  useEffect(() => {
    if (!host.current) return undefined
    const created = new EditorView({
      parent: host.current,
      state: EditorState.create({ extensions: [reading(label), tellingPath(tellPath)] }),
    })
    view.current = created
    return () => created.destroy()
  }, [label])
  useEffect(() => {
    const current = view.current
    current?.dispatch({ changes: changesBetween(current.state.doc.toString(), json) })
  }, [json])
  return <div ref={host} className={styles.view} data-keys="editor" />
}

/** A text box that is read; the keyboard can reach it to scroll. */
const READING = { 'aria-readonly': 'true', tabindex: '0' }

/** Those that the editor does not mark by itself. */
const TURNS_TEXT = /[\u180e\u200c-\u200d\u202a-\u202e\u2060-\u206f]/gu

function tellingPath(tell: (path: string) => void): Extension {
  return EditorView.updateListener.of(({ state, selectionSet, docChanged }) => {
    if (selectionSet || docChanged) tell(pathText(pathAt(state, state.selection.main.head)))
  })
}

/** An editor for JSON that is only read. */
export function reading(label: string): Extension {
  return [
    lineNumbers(),
    foldGutter(),
    codeFolding(),
    drawSelection(),
    bracketMatching(),
    highlightSelectionMatches(),
    // Text that someone else chose: what turns its direction is shown, not obeyed.
    highlightSpecialChars({ addSpecialChars: TURNS_TEXT }),
    EditorView.perLineTextDirection.of(false),
    search({ top: true }),
    jsonLanguage(),
    jsonColours,
    EditorState.readOnly.of(true),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ ...READING, 'aria-label': label }),
    keymap.of([...searchKeymap, ...foldKeymap, ...defaultKeymap]),
  ]
}
