import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const words = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--accent)' },
  { tag: tags.string, color: 'var(--running)' },
  { tag: [tags.number, tags.bool], color: 'var(--warn)' },
  { tag: tags.null, color: 'var(--text-3)' },
  { tag: tags.keyword, color: 'var(--special)' },
  { tag: tags.comment, color: 'var(--text-3)' },
  { tag: [tags.variableName, tags.definition(tags.variableName)], color: 'var(--accent)' },
  { tag: tags.invalid, color: 'var(--failed)' },
])

const frame = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': {
    fontFamily: 'var(--mono)',
    fontSize: 'var(--label)',
    fontVariantLigatures: 'none',
    lineHeight: '1.5',
  },
  '.cm-gutters': { color: 'var(--text-3)', backgroundColor: 'transparent', border: '0' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    { backgroundColor: 'var(--selected)' },
  '.cm-selectionMatch, .cm-matchingBracket': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 18%, transparent)',
  },
  '.cm-searchMatch': { backgroundColor: 'color-mix(in srgb, var(--paused) 35%, transparent)' },
  '.cm-searchMatch-selected': { outline: '1px solid var(--paused)' },
  '.cm-foldPlaceholder': {
    color: 'var(--text-2)',
    backgroundColor: 'var(--hover)',
    border: '1px solid var(--border)',
  },
  '.cm-panels': {
    color: 'var(--text)',
    backgroundColor: 'var(--raised)',
    borderColor: 'var(--border)',
  },
  '.cm-textfield': {
    color: 'var(--text)',
    backgroundColor: 'var(--surface)',
    borderColor: 'var(--border-strong)',
  },
  '.cm-button': {
    color: 'var(--text)',
    backgroundColor: 'var(--surface)',
    backgroundImage: 'none',
    borderColor: 'var(--border)',
  },
})

/** The tokens of both themes on the editor: the media query turns them, nothing here does. */
export const jsonColours = [frame, syntaxHighlighting(words)]
