/** An id without its algorithm: engines write `sha256:` before that of an image here, and not there. */
export function bareId(id: string): string {
  return id.replace(/^sha256:/, '')
}

/** Twelve digits, as the docker CLI writes ids and digests. */
export function shortId(id: string): string {
  return bareId(id).slice(0, 12)
}
