import { lazy, Suspense } from 'react'
import { Skeleton } from '../skeleton.tsx'
import type { MarkedLine, TextPlace, TextProblem } from './text-problem.ts'

const LazyEditor = lazy(() =>
  import('./text-editor.tsx').then(({ TextEditor }) => ({ default: TextEditor })),
)

/** An editor's text, to be asked for when it is needed. */
export interface EditorHandle {
  text(): string
  /** This is what it is compared with from now on: what was saved, whatever was typed since. */
  settle(text: string): void
  focus(): void
  /** Puts the caret there, and the focus in it. */
  goTo(place: TextPlace): void
}

export interface TextEditorProps {
  /** The accessible name: `Contents of /etc/hosts`. */
  readonly label: string
  /** What it begins with. */
  readonly text: string
  /** What it is compared with, where that is another text. */
  readonly original?: string
  readonly language: 'json' | 'dockerfile' | 'plain'
  readonly isReadOnly: boolean
  /** What is wrong with it: marks in the text. The same is to be read elsewhere too. */
  readonly problems?: readonly TextProblem[]
  /** Stands out, and is scrolled to when it is first shown. */
  readonly marked?: MarkedLine
  onReady(handle: EditorHandle): void
  /** Told when it begins to differ, and when it does not any more. */
  onChanged(isChanged: boolean): void
  /** Told of the text at every change. */
  onText?(text: string): void
  onSave(): void
}

/** Text to read and change, byte for byte what it was where nobody touched it. Loaded when first shown. */
export function TextEditor(props: TextEditorProps) {
  return (
    <Suspense fallback={<Skeleton />}>
      <LazyEditor key={props.label} {...props} />
    </Suspense>
  )
}
