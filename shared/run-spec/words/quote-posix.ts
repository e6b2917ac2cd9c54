/** A word that begins with an equals sign means a program to zsh. */
const SAFE = /^(?!=)[\w@%+=:,./-]+$/

const ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  "'": "\\'",
  '\\': '\\\\',
}

/** One word for bash, whatever it holds. */
export function quotePosix(text: string): string {
  // A word such as `A=b` before the program would be a variable; ours never come there.
  if (SAFE.test(text)) return text
  // What cannot be seen is written out: a line break would part the line for those who read it.
  if (/[\u0000-\u001f\u007f]/.test(text))
    return `$'${text.replaceAll(/[\u0000-\u001f\u007f'\\]/g, escape)}'`
  return `'${text.replaceAll("'", `'\\''`)}'`
}

function escape(character: string): string {
  return ESCAPES[character] ?? `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`
}
