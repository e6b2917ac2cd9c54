import { expect, test } from 'vitest'
import { visibleLines, visibleText } from './visible-text.ts'

test('plain text of any script stays as it is', () => {
  for (const text of ['web-1', 'naïve café', '漢字', 'مرحبا', '🚀']) {
    expect(visibleText(text)).toBe(text)
  }
})

test('characters that turn or hide text are shown', () => {
  expect(visibleText('exe\u202egnp')).toBe('exe⟨202E⟩gnp')
  expect(visibleText('a\u200bb\ufeff')).toBe('a⟨200B⟩b⟨FEFF⟩')
})

test('control characters have their pictures', () => {
  expect(visibleText('a\nb\u001b[31m\u007f')).toBe('a␊b␛[31m␡')
  expect(visibleText('\u009b')).toBe('⟨009B⟩')
})

test('the layout of several lines is kept, and nothing else that is not seen', () => {
  expect(visibleLines('a\tb\r\nc\u202e')).toBe('a\tb␍\nc⟨202E⟩')
})
