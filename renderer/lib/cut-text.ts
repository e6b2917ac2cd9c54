/** The beginning of a text: so many characters, and no half of one of two. */
export function cutText(text: string, max: number): string {
  const cut = text.slice(0, max)
  return cut.length < text.length ? cut.replace(/[\ud800-\udbff]$/, '') : cut
}
