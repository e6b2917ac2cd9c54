import type { EditorState, Extension } from '@codemirror/state'
import { Decoration, EditorView, WidgetType } from '@codemirror/view'
import { visibleLines } from '#shared/visible-text.ts'
import { offsetOf } from './show-problems.ts'
import type { MarkedLine } from './text-problem.ts'

/** What is said under the line. */
class Said extends WidgetType {
  readonly #text: string

  constructor(text: string) {
    super()
    this.#text = text
  }

  override eq(other: Said): boolean {
    return other.#text === this.#text
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('div')
    element.className = 'cm-markedLineSaid'
    element.textContent = this.#text
    return element
  }
}

const look = EditorView.theme({
  '.cm-markedLine': {
    backgroundColor: 'color-mix(in srgb, var(--failed) 14%, transparent)',
    boxShadow: 'inset 3px 0 var(--failed)',
  },
  '.cm-markedLineSaid': {
    padding: '2px 6px 4px 10px',
    color: 'var(--failed)',
    boxShadow: 'inset 3px 0 var(--failed)',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
})

/** A line that stands out, with words under it. */
export function markLine(state: EditorState, { line, text }: MarkedLine): Extension {
  const { from, to } = state.doc.lineAt(offsetOf(state.doc, { line, column: 1 }))
  const said = Decoration.widget({ widget: new Said(visibleLines(text)), block: true, side: 1 })
  return [
    look,
    EditorView.decorations.of(
      Decoration.set([Decoration.line({ class: 'cm-markedLine' }).range(from), said.range(to)]),
    ),
  ]
}
