import { joinPath, parentOf, plainPath } from '#shared/posix-path.ts'
import type { Engine } from '../../engine/index.ts'
import { askStat, type Place } from './open-archive.ts'

/** As Linux has it. */
const MAX_LINKS = 40

/**
 * Where a path leads once the links on the way to it, and it itself, are followed. From where the
 * engine knows nothing the rest stays as it was said: it may be seen from inside alone.
 */
export async function realPath(
  engine: Engine,
  { id, path }: Place,
  signal: AbortSignal,
): Promise<string> {
  let at = '/'
  let links = 0
  const waiting = partsOf(path)
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const next = joinPath(at, name)
    const stat = await askStat(engine, { id, path: next }, signal).catch(unlessLeft(signal))
    if (!stat) return plainPath([next, ...waiting].join('/'))
    const isLink = stat.kind === 'link' && stat.leadsTo !== ''
    if (isLink) links += 1
    if (links > MAX_LINKS) return path
    if (isLink) waiting.unshift(...partsOf(plainPath(stat.leadsTo, parentOf(next))))
    at = isLink ? '/' : next
  }
  return at
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '')
}

function unlessLeft(signal: AbortSignal) {
  return (cause: unknown) => {
    if (signal.aborted) throw cause
    return undefined
  }
}
