/** The region under the page with the logs and terminals that stay open. */
export function Dock() {
  return null
}
