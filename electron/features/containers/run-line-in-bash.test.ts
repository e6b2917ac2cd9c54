import { execFileSync } from 'node:child_process'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { posixWords } from '#shared/run-spec/words/posix-words.ts'
import { quotePosix } from '#shared/run-spec/words/quote-posix.ts'
import { SIGNS } from '#shared/run-spec/words/signs.fixture.ts'

/** Many at once: to start bash takes longer than all that it does here. */
const words = fc.array(fc.string({ unit: fc.constantFrom(...SIGNS), maxLength: 12 }), {
  minLength: 100,
  maxLength: 300,
})

/** Between words stands what ends one in `printf`, and a word that keeps an empty end. */
function bashWords(line: string): readonly string[] {
  const printed = execFileSync('bash', ['-c', `printf '%s\\0' ${line} end`], { encoding: 'utf8' })
  return printed.split('\0').slice(0, -2)
}

test('bash gets the words that we quote for it', () => {
  fc.assert(
    fc.property(words, (meant) => {
      expect(bashWords(meant.map(quotePosix).join(' '))).toEqual(meant)
    }),
    { numRuns: 10 },
  )
})

test.each([
  String.raw`plain 'single "q" $x' "double \"q\" \$x \\ \x" a\ b ''`,
  String.raw`$'a\nb\t\x41\101\u00fc\'\\\e' x"y"'z'`,
  'a\\\nb "c\\\nd" \'e\\\nf\'',
  'a#b # a comment',
  '-e "A=b c" --x="y"z',
])('we read as bash does: %s', (line) => {
  const [command = []] = posixWords(line).commands
  expect(command.map(({ text }) => text)).toEqual(bashWords(line.replace(/ # .*/, '')))
})
