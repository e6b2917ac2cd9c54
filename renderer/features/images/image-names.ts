/** The distribution's grammar, near enough: the engine has the last word. */
const REPOSITORY = /^[a-z0-9]([a-z0-9._:/-]*[a-z0-9])?$/i
const TAG = /^\w[\w.-]{0,127}$/

/** What is wrong with the name of a repository, if anything. */
export function repositoryProblem(repository: string): string | undefined {
  if (!REPOSITORY.test(repository)) return 'Write a repository: "app", or "registry.example/app"'
  const slash = repository.indexOf('/')
  const path = repository.slice(slash + 1)
  if (path.includes(':')) return 'Put the tag in its own field'
  if (path !== path.toLowerCase()) return 'A repository is written in lower case'
  return undefined
}

/** What is wrong with a tag, if anything. */
export function tagProblem(tag: string): string | undefined {
  return TAG.test(tag) ? undefined : 'Use letters, digits, "_", "." and "-", at most 128'
}
