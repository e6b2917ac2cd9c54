const SAFE = /^[\w@+:,./\\-]+$/

/** One word for cmd, and for how programs on Windows read their line. Line breaks it cannot carry. */
export function quoteCmd(text: string): string {
  if (SAFE.test(text)) return text
  // Programs take a quote after a backslash for a letter, and the backslashes before one in pairs.
  const forProgram = `"${text.replaceAll(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')}"`
  if (!/["%!]/.test(text)) return forProgram
  // Within quotes cmd would still put variables in; a caret keeps it from every sign, quotes too.
  return forProgram.replaceAll(/[()%!^"<>&|]/g, '^$&')
}
