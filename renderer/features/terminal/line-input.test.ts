import { expect, test } from 'vitest'
import { createLineInput } from './line-input.ts'

function open() {
  let shown = ''
  const sent: string[] = []
  const take = createLineInput({
    echo: (text) => (shown += text),
    send: (line) => void sent.push(line),
  })
  return { take, shown: () => shown, sent }
}

test('a line is sent by Enter, with what was typed before', () => {
  const { take, shown, sent } = open()
  for (const key of 'one') take(key)
  take('\r')
  take('two\r')
  expect(sent).toEqual(['one\n', 'two\n'])
  expect(shown()).toBe('one\r\ntwo\r\n')
})

test('several lines at once, as from the clipboard, are sent each', () => {
  const { take, sent } = open()
  take('a\rb\rc')
  expect(sent).toEqual(['a\n', 'b\n'])
})

test('the last character is taken back with all its columns, and no more than was typed', () => {
  const { take, shown, sent } = open()
  take('a日')
  take('\u007f')
  take('\u007f')
  take('\u007f')
  take('b\r')
  expect(sent).toEqual(['b\n'])
  expect(shown()).toBe('a日\b \b\b \b\b \bb\r\n')
})

test('the whole line is taken back by Ctrl+U', () => {
  const { take, sent } = open()
  take('wrong')
  take('\u0015')
  take('right\r')
  expect(sent).toEqual(['right\n'])
})

test('arrows and other controls are no text', () => {
  const { take, shown, sent } = open()
  take('\u001b[A')
  take('\u0003')
  take('\u0004')
  take('\r')
  expect(sent).toEqual(['\n'])
  expect(shown()).toBe('\r\n')
})
