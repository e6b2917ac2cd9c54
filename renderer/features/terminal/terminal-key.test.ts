import { expect, test } from 'vitest'
import { terminalKey } from './terminal-key.ts'

test.each([
  // chord, elsewhere plain, elsewhere with a selection, macOS plain, macOS with a selection
  ['Mod+C', 'shell', 'copy', 'nothing', 'copy'],
  ['Mod+V', 'paste', 'paste', 'paste', 'paste'],
  ['Mod+Shift+C', 'nothing', 'copy', 'shell', 'shell'],
  ['Mod+Shift+V', 'paste', 'paste', 'shell', 'shell'],
  ['Mod+Insert', 'nothing', 'copy', 'shell', 'shell'],
  ['Shift+Insert', 'paste', 'paste', 'shell', 'shell'],
  ['Mod+K', 'shell', 'shell', 'clear', 'clear'],
  ['Mod+F', 'shell', 'shell', 'find', 'find'],
  ['Mod+Shift+F', 'find', 'find', 'shell', 'shell'],
  ['Ctrl+C', 'shell', 'shell', 'shell', 'shell'],
  ['Mod+W', 'shell', 'shell', 'shell', 'shell'],
  ['A', 'shell', 'shell', 'shell', 'shell'],
] as const)('%s', (chord, plain, selected, macPlain, macSelected) => {
  expect(terminalKey(chord, { mac: false, hasSelection: false })).toBe(plain)
  expect(terminalKey(chord, { mac: false, hasSelection: true })).toBe(selected)
  expect(terminalKey(chord, { mac: true, hasSelection: false })).toBe(macPlain)
  expect(terminalKey(chord, { mac: true, hasSelection: true })).toBe(macSelected)
})
