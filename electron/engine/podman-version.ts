/** Whether the answer to `/version` is Podman's. */
export function isPodmanVersion({ Components }: { Components?: unknown }): boolean {
  const isPodman = (part: unknown) =>
    typeof part === 'object' && part !== null && 'Name' in part && part.Name === 'Podman Engine'
  return Array.isArray(Components) && Components.some(isPodman)
}
