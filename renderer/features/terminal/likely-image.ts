/** Images that are made for this: small, with a shell and tools. */
const LIKELY = [/\bbusybox\b/, /\balpine\b/, /\bnetshoot\b/, /\bdebian\b/, /\bubuntu\b/, /\bbash\b/]

/** The one that was taken last, or else one that is made for it. */
export function likelyImage(tags: readonly string[], last: string | undefined): string {
  if (last !== undefined && tags.includes(last)) return last
  const likely = LIKELY.map((pattern) => tags.find((tag) => pattern.test(tag)))
  return likely.find((tag) => tag !== undefined) ?? tags[0] ?? ''
}
