import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json as jsonLanguage } from '@codemirror/lang-json'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { Compartment, EditorState, StateEffect, Text, type Extension } from '@codemirror/state'
import {
  EditorView,
  drawSelection,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { useEffect, useEffectEvent, useRef } from 'react'
import { dockerfileLanguage } from './dockerfile-language.ts'
import { jsonColours } from '../json-view/json-colours.ts'
import styles from '../json-view/json-view.module.css'
import type { TextEditorProps } from './index.tsx'
import { lineEndOf } from './line-ends.ts'
import { markLine } from './mark-line.ts'
import { markingProblems, offsetOf, problemMarks } from './show-problems.ts'
import type { MarkedLine } from './text-problem.ts'

/** Those that the editor does not mark by itself. */
const TURNS_TEXT = /[\u180e\u200c-\u200d\u202a-\u202e\u2060-\u206f]/gu

/** The editor itself. A new text takes a new one: give it a key. */
export function TextEditor(props: TextEditorProps) {
  const { label, text, original = text, language, isReadOnly, problems, marked } = props
  const host = useRef<HTMLDivElement>(null)
  const tell = useEffectEvent((isChanged: boolean) => props.onChanged(isChanged))
  const save = useEffectEvent(() => props.onSave())
  const tellText = useEffectEvent((text: string) => props.onText?.(text))
  const ready = useEffectEvent((handle: Parameters<TextEditorProps['onReady']>[0]) =>
    props.onReady(handle),
  )
  // The texts are those that it was opened with: later ones are in the editor itself.
  const begun = useRef({ text, original, isReadOnly, marked, checks: problems !== undefined })
  const shown = useRef<{ readonly view: EditorView; readonly access: Compartment }>(undefined)
  useEffect(() => {
    if (!host.current) return undefined
    const { text, original, isReadOnly, marked, checks } = begun.current
    const access = new Compartment()
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
          extensions({ label, language, lineEnd }),
          access.of(accessOf(isReadOnly)),
          checks ? problemMarks : [],
          keymap.of([{ key: 'Mod-s', preventDefault: true, run: () => (save(), true) }]),
          EditorView.updateListener.of(({ docChanged, state }) => {
            if (!docChanged) return
            watch(!state.doc.eq(settled))
            tellText(state.doc.sliceString(0, state.doc.length, lineEnd))
          }),
        ],
      }),
    })
    if (marked) showMarked(view, marked)
    ready({
      text: () => view.state.doc.sliceString(0, view.state.doc.length, lineEnd),
      settle(text) {
        settled = Text.of(text.split(lineEnd))
        watch(!view.state.doc.eq(settled))
      },
      focus: () => view.focus(),
      goTo: (place) => goTo(view, offsetOf(view.state.doc, place)),
    })
    shown.current = { view, access }
    return () => {
      shown.current = undefined
      view.destroy()
    }
  }, [label, language])
  // Within the one that is there: a new one would be without what was typed.
  useEffect(() => {
    begun.current = { ...begun.current, isReadOnly }
    const { view, access } = shown.current ?? {}
    view?.dispatch({ effects: access?.reconfigure(accessOf(isReadOnly)) ?? [] })
  }, [isReadOnly])
  useEffect(() => {
    const { view } = shown.current ?? {}
    if (view && problems) view.dispatch(markingProblems(view.state, problems))
  }, [problems])
  return <div ref={host} className={styles.view} data-keys="editor" />
}

function goTo(view: EditorView, offset: number): void {
  const effects = EditorView.scrollIntoView(offset, { y: 'center' })
  view.dispatch({ selection: { anchor: offset }, effects })
  view.focus()
}

/** The line is in the middle as soon as the editor is laid out. */
function showMarked(view: EditorView, marked: MarkedLine): void {
  const offset = offsetOf(view.state.doc, { line: marked.line, column: 1 })
  view.dispatch({
    effects: [
      StateEffect.appendConfig.of(markLine(view.state, marked)),
      EditorView.scrollIntoView(offset, { y: 'center' }),
    ],
  })
}

const LANGUAGES: Readonly<Record<TextEditorProps['language'], Extension>> = {
  json: jsonLanguage(),
  dockerfile: dockerfileLanguage,
  plain: [],
}

/** Whether it may be changed. */
function accessOf(isReadOnly: boolean): Extension {
  const reading = isReadOnly ? { 'aria-readonly': 'true', tabindex: '0' } : {}
  return [EditorState.readOnly.of(isReadOnly), EditorView.contentAttributes.of(reading)]
}

interface Look extends Pick<TextEditorProps, 'label' | 'language'> {
  readonly lineEnd: string
}

function extensions({ label, language, lineEnd }: Look): Extension {
  return [
    EditorState.lineSeparator.of(lineEnd),
    lineNumbers(),
    history(),
    drawSelection(),
    highlightSelectionMatches(),
    // Text that someone else chose: what turns its direction is shown, not obeyed.
    highlightSpecialChars({ addSpecialChars: TURNS_TEXT }),
    EditorView.perLineTextDirection.of(false),
    search({ top: true }),
    LANGUAGES[language],
    jsonColours,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label }),
    keymap.of([...searchKeymap, ...historyKeymap, ...defaultKeymap]),
  ]
}
