import { expect, test } from 'vitest'
import { chordOf, formatChord, type KeyPress } from './chord.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})

test('Mod is Ctrl, and Cmd on macOS', () => {
  expect(chordOf(press('k', { ctrlKey: true }), false)).toBe('Mod+K')
  expect(chordOf(press('k', { metaKey: true }), true)).toBe('Mod+K')
  expect(chordOf(press('k', { ctrlKey: true }), true)).toBe('Ctrl+K')
})

test('letters are the same with and without capitals; Shift is said', () => {
  expect(chordOf(press('s'), false)).toBe('S')
  expect(chordOf(press('S', { shiftKey: true }), false)).toBe('Shift+S')
  expect(chordOf(press('P', { ctrlKey: true, shiftKey: true }), false)).toBe('Mod+Shift+P')
})

test('a character that needs Shift is written without it', () => {
  expect(chordOf(press('?', { shiftKey: true }), false)).toBe('?')
  expect(chordOf(press('/'), false)).toBe('/')
})

test('the key above Tab is the same on every layout', () => {
  const key = press('~', { code: 'Backquote', ctrlKey: true, shiftKey: true })
  expect(chordOf(key, false)).toBe('Mod+Shift+`')
})

test('so is the one with the backslash', () => {
  const key = press('|', { code: 'Backslash', ctrlKey: true, shiftKey: true })
  expect(chordOf(key, false)).toBe('Mod+Shift+\\')
})

test('a layout without Latin letters has the keys in the same places', () => {
  expect(chordOf(press('л', { code: 'KeyK', ctrlKey: true }), false)).toBe('Mod+K')
  expect(chordOf(press('ы', { code: 'KeyS' }), false)).toBe('S')
})

test('people read words here and symbols on macOS', () => {
  expect(formatChord('Mod+Shift+P', false)).toBe('Ctrl Shift P')
  expect(formatChord('Mod+Shift+P', true)).toBe('⌘⇧P')
  expect(formatChord('Delete', false)).toBe('Del')
})
