/** The distribution's grammar, near enough: the engine has the last word. */
const REPOSITORY = /^[a-z0-9]([a-z0-9._:/-]*[a-z0-9])?$/i
const TAG = /^\w[\w.-]{0,127}$/

/** The two parts of an image's name. */
export interface ImageName {
  readonly repository: string
  readonly tag: string
}

/** Takes apart a name that was written whole, `app:1.2`; the tag beside it is for one that was not. */
export function splitImageName(written: string, tag: string): ImageName {
  const name = written.trim()
  const colon = name.lastIndexOf(':')
  // A colon before a slash belongs to a registry's port.
  if (colon <= name.lastIndexOf('/')) return { repository: name, tag: tag.trim() }
  return { repository: name.slice(0, colon), tag: name.slice(colon + 1) }
}

/** What is wrong with an image's name as it was written, if anything. */
export function imageNameProblem(written: string): string | undefined {
  const { repository, tag } = splitImageName(written, 'latest')
  return repositoryProblem(repository) ?? tagProblem(tag)
}

function repositoryProblem(repository: string): string | undefined {
  if (!REPOSITORY.test(repository)) return 'Write a repository: "app", or "registry.example/app"'
  const slash = repository.indexOf('/')
  const path = repository.slice(slash + 1)
  if (path.includes(':')) return 'Write one tag: "app:1.2"'
  if (path !== path.toLowerCase()) return 'A repository is written in lower case'
  return undefined
}

/** What is wrong with a tag, if anything. */
export function tagProblem(tag: string): string | undefined {
  return TAG.test(tag.trim()) ? undefined : 'Use letters, digits, "_", "." and "-", at most 128'
}

/** Whether it is a name that another image can bear some day: no id and no digest is. */
export function isNamedImage(image: string): boolean {
  return !/^sha256:|@sha256:|^[0-9a-f]{12,64}$/.test(image) && image !== ''
}
