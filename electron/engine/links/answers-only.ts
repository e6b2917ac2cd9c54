import { Transform } from 'node:stream'

/** How each answer of an engine begins. */
const BEGINNING = Buffer.from('HTTP/')

/** More than what a program says before it gives up. */
const MAX_WORDS_BYTES = 16_000

/**
 * Lets through what begins as an engine's answer. Anything else is a program that speaks for itself
 * where its bytes should come, as older `wsl.exe` do: it is kept, and the reader sees nothing of it.
 */
export function answersOnly(): { readonly stream: Transform; words(): Buffer } {
  let held = Buffer.alloc(0)
  let isAnswer = false
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (isAnswer) return done(null, chunk)
      const seen = Buffer.concat([held, chunk])
      isAnswer = seen.subarray(0, BEGINNING.length).equals(BEGINNING)
      held = isAnswer ? Buffer.alloc(0) : seen.subarray(0, MAX_WORDS_BYTES)
      return isAnswer ? done(null, seen) : done()
    },
  })
  return { stream, words: () => held }
}
