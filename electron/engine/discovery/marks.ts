import { isPipe, socketPath } from './socket-path.ts'

/** An engine that is listed already, because a context or the person names it. */
export interface KnownEngine {
  /** As the docker CLI writes it. */
  readonly endpoint?: string | undefined
  /** Where it is known what is behind its links. */
  readonly realPath?: string | undefined
  /** Where it has answered, and has one. */
  readonly engineId?: string | undefined
}

/** By what one knows an engine that is listed. */
export function marksOfKnown({ endpoint, realPath, engineId }: KnownEngine): readonly string[] {
  return [
    ...(endpoint !== undefined ? [markOfEndpoint(endpoint)] : []),
    ...(realPath !== undefined ? [markOfPath(realPath)] : []),
    ...(engineId !== undefined ? [`${ID}${engineId}`] : []),
  ]
}

const ID = 'id:'

/** Whether it tells where an engine is, and not who it is. */
export function isOfPlace(mark: string): boolean {
  return !mark.startsWith(ID)
}

export function markOfEndpoint(endpoint: string): string {
  const path = socketPath(endpoint)
  return path === undefined ? `endpoint:${endpoint}` : markOfPath(path)
}

/** Windows tells no difference between the cases of a pipe's name. */
export function markOfPath(path: string): string {
  return `path:${isPipe(path) ? path.toLowerCase() : path}`
}

/** Whether two sets have something in common. */
export function shareAny(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...some].some((mark) => others.has(mark))
}
