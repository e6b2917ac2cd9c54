/**
 * What ends the lines of a text. Where they end in both ways a carriage return is left in its line, so
 * that each stays as it is.
 */
export function lineEndOf(text: string): '\n' | '\r\n' {
  return text.includes('\r\n') && !/(?<!\r)\n|\r(?!\n)/.test(text) ? '\r\n' : '\n'
}
