import { realpath } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import { EngineError } from '#shared/errors.ts'
import { toBytes } from '../../files/index.ts'
import { explainRead } from './explain-read.ts'

/** Bytes that are no UTF-8. */
const ESCAPED = /[\udc80-\udcff]/

/** Where something inside a folder is, as the system wants it. */
export function placeOf(root: string, path: string): string | Buffer {
  if (path === '') return root
  // Not by `join`, which takes longer than the system needs to open it.
  return ESCAPED.test(path) ? toBytes(`${root}/${path}`) : `${root}/${path}`
}

/**
 * Where something inside a folder really is, links followed. Throws where it is not there, and where a
 * link leads out of the folder.
 */
export async function realPlaceIn(root: string, path: string): Promise<string> {
  const real = await realpath(join(root, path)).catch((cause: unknown) => {
    throw explainRead(path, cause)
  })
  if (!isInside(await realpath(root), real)) throw leadsOut(path)
  return real
}

/** A path inside the folder, with `/`. */
export async function realPathIn(root: string, path: string): Promise<string> {
  const real = await realPlaceIn(root, path)
  return relative(await realpath(root), real).replaceAll(sep, '/')
}

function isInside(root: string, place: string): boolean {
  const way = relative(root, place)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

function leadsOut(path: string): EngineError {
  return new EngineError({
    code: 'refused',
    message: `Cannot use "${path}": it leads out of the folder`,
    hint: 'Only what is in the folder itself can be used.',
  })
}
