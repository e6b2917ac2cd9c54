/** Engines write the id of an image with the name of its algorithm in one place, and without it in another. */
export function bareId(id: string): string {
  return id.replace(/^sha256:/, '')
}
