/** What is looked for in a log. */
export interface FindQuery {
  readonly text: string
  readonly isRegExp: boolean
  readonly matchCase: boolean
  readonly wholeWord: boolean
}

/** What has a meaning in an expression. */
const SPECIAL = /[\\^$.*+?()[\]{}|/]/g

/** The expression for a query, or why there is none. Lines are searched many at a time, hence `m`. */
export function findPattern(query: FindQuery): RegExp | { readonly fault: string } {
  const { text, isRegExp, matchCase, wholeWord } = query
  const source = isRegExp ? text : text.replaceAll(SPECIAL, String.raw`\$&`)
  const whole = wholeWord ? String.raw`(?<![\p{L}\p{N}_])(?:${source})(?![\p{L}\p{N}_])` : source
  try {
    return new RegExp(whole, `gmu${matchCase ? '' : 'i'}`)
  } catch (cause) {
    // `Invalid regular expression: /(/gmu: Unterminated group`: the end is what helps.
    const said = cause instanceof Error ? cause.message : String(cause)
    return { fault: said.slice(said.lastIndexOf(': ') + 2) }
  }
}
