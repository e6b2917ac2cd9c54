/** The engine's own rule for containers and volumes (`names.RestrictedNamePattern`). */
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/

/** What is wrong with a name for a container or a volume, if anything. */
export function nameProblem(name: string): string | undefined {
  if (NAME.test(name)) return undefined
  return 'Use at least two letters, digits, "_", "." or "-", and begin with a letter or a digit'
}
