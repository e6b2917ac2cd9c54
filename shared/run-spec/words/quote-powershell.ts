const SAFE = /^[A-Za-z0-9_./\\:=+%-]+$/
const SPECIAL_START = /^[-.]/
const SINGLE = /['\u2018\u2019\u201a\u201b]/g
const CONTROL = /[\u0000-\u001f\u007f]/

const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '`0',
  '\u0007': '`a',
  '\b': '`b',
  '\f': '`f',
  '\n': '`n',
  '\r': '`r',
  '\t': '`t',
  '\v': '`v',
}

/** One word for PowerShell, as 7.3 and newer hand it to a program. */
export function quotePowershell(text: string): string {
  // `--flag` is given as it is; a value that begins with a dash could be taken for a parameter.
  if (SAFE.test(text) && (!SPECIAL_START.test(text) || /^--?[a-z]+(-[a-z]+)*$/.test(text)))
    return text
  if (!CONTROL.test(text)) return `'${text.replaceAll(SINGLE, '$&$&')}'`
  return `"${text.replaceAll(/[\u0000-\u001f\u007f`$"\u201c\u201d\u201e]/g, escape)}"`
}

function escape(character: string): string {
  const known = ESCAPES[character]
  if (known !== undefined) return known
  return CONTROL.test(character) ? `$([char]${character.charCodeAt(0)})` : `\`${character}`
}
