/** What a file or a program wrote as JSON; undefined where there is none, or it is broken. */
export function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
