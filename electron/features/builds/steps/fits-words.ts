import type { Instruction } from './dockerfile-outline.ts'

/** What stands for a value until it is built: `$VERSION`, `${VERSION:-1}`. */
const VARIABLE = /\$\{[^}]*\}|\$\w+/

/** A heredoc is shown by its beginning, and some of its text behind that. */
const HEREDOC = /<<-?\s*["']?\w+["']?/

/** Whether a builder may mean this instruction by these words: values stand for variables there. */
export function fits({ text, keyword }: Instruction, words: string): boolean {
  if (keyword !== keywordOf(words)) return false
  const heredoc = HEREDOC.exec(text)
  const [asked, said] = [heredoc ? text.slice(0, endOf(heredoc)) : text, squeezed(words)]
  const [first = '', ...rest] = asked.split(VARIABLE)
  if (!said.startsWith(first)) return false
  if (rest.length === 0) return heredoc !== null || said === first
  let at = first.length
  for (const piece of rest) {
    const found = said.indexOf(piece, at)
    if (found === -1) return false
    at = found + piece.length
  }
  return heredoc !== null || said.endsWith(rest.at(-1) ?? '')
}

/** `RUN` of `run make` */
export function keywordOf(words: string): string {
  return /^[a-z]+/i.exec(words)?.[0].toUpperCase() ?? ''
}

function squeezed(words: string): string {
  const keyword = keywordOf(words)
  return `${keyword}${words.slice(keyword.length)}`.replaceAll(/\s+/g, ' ').trim()
}

function endOf(found: RegExpExecArray): number {
  return found.index + found[0].length
}
