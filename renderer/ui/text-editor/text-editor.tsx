import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json as jsonLanguage } from '@codemirror/lang-json'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState, Text, type Extension } from '@codemirror/state'
import {
  EditorView,
  drawSelection,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { useEffect, useEffectEvent, useRef } from 'react'
import { jsonColours } from '../json-view/json-colours.ts'
import styles from '../json-view/json-view.module.css'
import type { TextEditorProps } from './index.tsx'
import { lineEndOf } from './line-ends.ts'

/** Those that the editor does not mark by itself. */
const TURNS_TEXT = /[\u180e\u200c-\u200d\u202a-\u202e\u2060-\u206f]/gu

/** The editor itself. A new text takes a new one: give it a key. */
export function TextEditor(props: TextEditorProps) {
  const { label, text, original = text, language, isReadOnly } = props
  const host = useRef<HTMLDivElement>(null)
  const tell = useEffectEvent((isChanged: boolean) => props.onChanged(isChanged))
  const save = useEffectEvent(() => props.onSave())
  const ready = useEffectEvent((handle: Parameters<TextEditorProps['onReady']>[0]) =>
    props.onReady(handle),
  )
  // The texts are those that it was opened with: later ones are in the editor itself.
  const begun = useRef({ text, original })
  useEffect(() => {
    if (!host.current) return undefined
    const { text, original } = begun.current
    const lineEnd = lineEndOf(original)
    let settled = Text.of(original.split(lineEnd))
    let wasChanged = text !== original
    const watch = (isChanged: boolean) => {
      if (isChanged !== wasChanged) tell(isChanged)
      wasChanged = isChanged
    }
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: Text.of(text.split(lineEnd)),
        extensions: [
          extensions({ label, language, isReadOnly, lineEnd }),
          keymap.of([{ key: 'Mod-s', preventDefault: true, run: () => (save(), true) }]),
          EditorView.updateListener.of(({ docChanged, state }) => {
            if (docChanged) watch(!state.doc.eq(settled))
          }),
        ],
      }),
    })
    ready({
      text: () => view.state.doc.sliceString(0, view.state.doc.length, lineEnd),
      settle() {
        settled = view.state.doc
        watch(false)
      },
      focus: () => view.focus(),
    })
    return () => view.destroy()
  }, [label, language, isReadOnly])
  return <div ref={host} className={styles.view} data-keys="editor" />
}

interface Look extends Pick<TextEditorProps, 'label' | 'language' | 'isReadOnly'> {
  readonly lineEnd: string
}

function extensions({ label, language, isReadOnly, lineEnd }: Look): Extension {
  const reading = isReadOnly ? { 'aria-readonly': 'true', tabindex: '0' } : {}
  return [
    EditorState.lineSeparator.of(lineEnd),
    EditorState.readOnly.of(isReadOnly),
    lineNumbers(),
    history(),
    drawSelection(),
    highlightSelectionMatches(),
    // Text that someone else chose: what turns its direction is shown, not obeyed.
    highlightSpecialChars({ addSpecialChars: TURNS_TEXT }),
    EditorView.perLineTextDirection.of(false),
    search({ top: true }),
    language === 'json' ? jsonLanguage() : [],
    jsonColours,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ ...reading, 'aria-label': label }),
    keymap.of([...searchKeymap, ...historyKeymap, ...defaultKeymap]),
  ]
}
