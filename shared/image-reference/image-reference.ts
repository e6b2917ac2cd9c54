/** What a name of an image says. */
export interface ImageReference extends Repository {
  /** The repository as it was written, without tag and digest: `redis`, `lab:5000/shop/api`. */
  readonly name: string
  readonly tag?: string
  /** `sha256:…`; beside a tag, it is what counts. */
  readonly digest?: string
}

/** Where images of one name lie. */
export interface Repository {
  /** The host of its registry, with a port where one was written; Docker Hub's is `docker.io`. */
  readonly domain: string
  /** What it is called there: `library/redis`. */
  readonly path: string
}

/** The registry of a name that has none. */
export const DOCKER_HUB = 'docker.io'

/** Docker Hub's earlier name. */
const OLD_DOCKER_HUB = 'index.docker.io'

/** Where Docker Hub keeps the images of nobody in particular. */
const OFFICIAL = 'library/'

/** What comes before the first slash is a host where it cannot be part of a repository. */
export function splitDomain(name: string): Repository {
  const slash = name.indexOf('/')
  const first = name.slice(0, Math.max(0, slash))
  const isHost = /[.:]|^localhost$/.test(first) || first !== first.toLowerCase()
  if (isHost && first !== DOCKER_HUB && first !== OLD_DOCKER_HUB) {
    return { domain: first, path: name.slice(slash + 1) }
  }
  const path = isHost ? name.slice(slash + 1) : name
  return { domain: DOCKER_HUB, path: path.includes('/') ? path : `${OFFICIAL}${path}` }
}

/** The repository with its registry: `docker.io/library/redis`. */
export function fullName({ domain, path }: Repository): string {
  return `${domain}/${path}`
}

/** The repository as people write it: `redis` for `docker.io/library/redis`. */
export function familiarName({ domain, path }: Repository): string {
  if (domain !== DOCKER_HUB) return `${domain}/${path}`
  const official = path.startsWith(OFFICIAL) ? path.slice(OFFICIAL.length) : path
  // `library/a/b` is another repository than `a/b`.
  return official.includes('/') ? path : official
}

/** The whole reference as people write it: `redis:7@sha256:…`. */
export function familiarReference(reference: Omit<ImageReference, 'name'>): string {
  const { tag, digest } = reference
  const end = `${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`
  return `${familiarName(reference)}${end}`
}

/** What a registry is asked for: the digest, else the tag, else the latest. */
export function versionOf({ tag, digest }: ImageReference): string {
  return digest ?? tag ?? 'latest'
}

/** Whether both are of one repository, however they are written and whatever their tags. */
export function isSameRepository(a: Repository, b: Repository): boolean {
  return fullName(a) === fullName(b)
}
