import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint'
import type { EditorState, Extension, Text, TransactionSpec } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { visibleText } from '#shared/visible-text.ts'
import type { TextPlace, TextProblem } from './text-problem.ts'

/** Marks for what is wrong, told by shape as well as by colour. */
export const problemMarks: Extension = [
  lintGutter(),
  EditorView.theme({
    '.cm-gutter-lint': { width: '1.2em' },
    '.cm-lintRange-error': {
      backgroundImage: 'none',
      textDecoration: 'underline wavy var(--failed)',
    },
    '.cm-lintRange-warning': {
      backgroundImage: 'none',
      textDecoration: 'underline dotted var(--warn)',
    },
    '.cm-tooltip': {
      color: 'var(--text)',
      backgroundColor: 'var(--raised)',
      borderColor: 'var(--border)',
    },
    '.cm-diagnostic-error': { borderLeftColor: 'var(--failed)' },
    '.cm-diagnostic-warning': { borderLeftColor: 'var(--warn)' },
  }),
]

/** Puts the marks where these problems are. */
export function markingProblems(
  state: EditorState,
  problems: readonly TextProblem[],
): TransactionSpec {
  return setDiagnostics(
    state,
    problems.map((problem) => toDiagnostic(state.doc, problem)),
  )
}

function toDiagnostic(doc: Text, { from, to, severity, text }: TextProblem): Diagnostic {
  const start = offsetOf(doc, from)
  return {
    from: start,
    to: Math.max(start, offsetOf(doc, to)),
    severity,
    message: visibleText(text),
  }
}

/** Where a place is, as far as the text still goes. */
export function offsetOf(doc: Text, { line, column }: TextPlace): number {
  const { from, length } = doc.line(Math.min(Math.max(1, line), doc.lines))
  return from + Math.min(Math.max(0, column - 1), length)
}
