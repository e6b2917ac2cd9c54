/** What Windows, the strictest, has no place for in a name; the others take less offence. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const FORBIDDEN = /[\u0000-\u001f\u007f<>:"/\\|?*]/g

/** Names are counted in bytes, and the system may add to it. */
const MAX_CHARS = 100

/** What the window proposes, as a file's name and never a path. */
export function fileName(proposed: string): string {
  const name = proposed.replaceAll(FORBIDDEN, '-').replace(/^[.\s]+/, '')
  return name.slice(-MAX_CHARS) || 'log'
}
