import type { NamePage } from '#shared/contract/registries.ts'
import { EngineError } from '#shared/errors.ts'
import { DOCKER_HUB } from '#shared/image-reference/image-reference.ts'
import { openDoor, parse, type RegistryAccess, type RegistryAnswer } from './ask-registry.ts'
import { badRegistry, fromStatus } from './registry-errors.ts'

/** What a registry tells of itself, and lets one do there. */
export interface RegistryApi {
  /** The names after this one. Rejects with `refused` where the registry does not list them. */
  repositories(after: string | undefined, signal: AbortSignal): Promise<NamePage>
  tags(repository: string, after: string | undefined, signal: AbortSignal): Promise<NamePage>
  /** What a tag leads to now; nothing where there is no such tag. */
  digestOf(repository: string, tag: string, signal: AbortSignal): Promise<string | undefined>
  /** A tag, or what a digest leads to with all of its tags. False: the registry does not do that. */
  remove(repository: string, version: string, signal: AbortSignal): Promise<boolean>
}

/** As many as fit a page of the window; registries give fewer if they like. */
const PAGE_SIZE = 100

/** All that a tag can lead to: an image, or a list of them by platform. */
const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ')

/** Where Docker Hub answers the distribution's API. */
const HUB_REGISTRY = 'registry-1.docker.io'

/** Speaks the distribution's API with a registry. */
export function openRegistry(access: RegistryAccess): RegistryApi {
  const { host } = access
  const isHub = host === DOCKER_HUB
  const door = openDoor({ ...access, host: isHub ? HUB_REGISTRY : host })
  const user = access.credentials?.username
  const path = (repository: string, rest: string) => `${repository}/${rest}`
  const manifest = (repository: string, version: string, doing: 'pull' | 'delete') => ({
    path: path(repository, `manifests/${encodeURIComponent(version).replaceAll('%3A', ':')}`),
    accept: MANIFESTS,
    scope: `repository:${repository}:${doing}`,
  })

  return {
    async repositories(after, signal) {
      if (isHub) throw noCatalog(host)
      const scope = 'registry:catalog:*'
      const answer = await door.ask(
        { method: 'GET', path: `_catalog?${pageQuery(after)}`, scope },
        signal,
      )
      if (answer.status === 404 || answer.status === 405) throw noCatalog(host)
      return toPage(host, answer, 'repositories', user)
    },
    async tags(repository, after, signal) {
      const scope = `repository:${repository}:pull`
      const at = path(repository, `tags/list?${pageQuery(after)}`)
      const answer = await door.ask({ method: 'GET', path: at, scope }, signal)
      if (answer.status === 404) throw noRepository(host, repository)
      return toPage(host, answer, 'tags', user)
    },
    async digestOf(repository, tag, signal) {
      const question = { method: 'HEAD', ...manifest(repository, tag, 'pull') } as const
      const { status, headers } = await door.ask(question, signal)
      if (status === 404) return undefined
      const digest = headers['docker-content-digest']
      if (status === 200 && typeof digest === 'string') return digest
      throw badRegistry(host, 'it does not say what the tag leads to')
    },
    async remove(repository, version, signal) {
      const question = { method: 'DELETE', ...manifest(repository, version, 'delete') } as const
      const { status, body } = await door.ask(question, signal)
      if (status >= 200 && status < 300) return true
      // Not found, not allowed, not supported: each registry has its own word for it.
      if ([400, 404, 405, 501].includes(status)) return false
      throw fromStatus(host, status, body, { user })
    },
  }
}

function pageQuery(after: string | undefined): string {
  const query = new URLSearchParams({ n: String(PAGE_SIZE), ...(after && { last: after }) })
  return query.toString()
}

function toPage(
  host: string,
  { status, headers, body }: RegistryAnswer,
  field: 'repositories' | 'tags',
  user: string | undefined,
): NamePage {
  if (status !== 200) throw fromStatus(host, status, body, { user })
  // A repository whose last tag is gone has `null` of them.
  const list = parse(host, body)[field] ?? []
  if (!Array.isArray(list)) throw badRegistry(host, `its answer has no ${field}`)
  const names = list.filter((name): name is string => typeof name === 'string')
  return { names, hasMore: /rel="?next"?/.test(String(headers.link ?? '')) }
}

function noCatalog(host: string): EngineError {
  return new EngineError({
    code: 'refused',
    message: `The registry "${host}" does not list its repositories`,
    hint: 'Write the name of a repository to see its tags.',
  })
}

function noRepository(host: string, repository: string): EngineError {
  return new EngineError({
    code: 'not-found',
    message: `The registry "${host}" has no repository "${repository}", or shows it to others only`,
    hint: 'Check the name, and who is logged in.',
  })
}
