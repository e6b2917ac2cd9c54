import { expect, test } from 'vitest'
import { isReply } from './is-reply.ts'

test.each([
  '\x1b[24;80R',
  '\x1b[?24;80R',
  '\x1b[?1;2c',
  '\x1b[>0;276;0c',
  '\x1b[0n',
  '\x1b[?2004;2$y',
  '\x1bP1$r0m\x1b\\',
  '\x1b]10;rgb:ffff/ffff/ffff\x1b\\',
])('%j is an answer of the terminal’s', (data) => {
  expect(isReply(data)).toBe(true)
})

test.each(['a', '\r', '\x03', '\x1b', '\x1b[A', '\x1bOP', '\x1b[5~', '\x1b[200~text\x1b[201~'])(
  '%j is typed',
  (data) => {
    expect(isReply(data)).toBe(false)
  },
)
