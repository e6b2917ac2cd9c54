/** A quoted part, or a run of what is neither a space nor a quote; a backslash keeps what follows. */
const PART = /'([^']*)'|"((?:\\["\\$`]|[^"])*)"|((?:\\[^]|[^\s'"\\])+)|(\s+)|([^])/g

/**
 * The words of a command line, quoted as in a shell; nothing else of a shell has a meaning here.
 * Undefined where a quote is not closed.
 */
export function splitWords(line: string): readonly string[] | undefined {
  const words: string[] = []
  let word: string | undefined
  for (const [, single, double, bare, space, stray] of line.matchAll(PART)) {
    if (stray !== undefined) return undefined
    if (space !== undefined) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else {
      const part =
        single ?? double?.replaceAll(/\\(["\\$`])/g, '$1') ?? bare?.replaceAll(/\\([^])/g, '$1')
      word = (word ?? '') + (part ?? '')
    }
  }
  return word === undefined ? words : [...words, word]
}
