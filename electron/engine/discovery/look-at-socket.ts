import { lstat, readFile, readlink, realpath, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Finding } from '#shared/contract/places.ts'

/** A socket that is there; `group` is the one whose members may use it. */
export interface Socket {
  readonly kind: 'socket'
  readonly realPath: string
  readonly group?: string
}

/** A link that ends in a circle leads nowhere, too. */
const LEADS_NOWHERE = new Set(['ENOENT', 'ENOTDIR', 'ELOOP'])

/** Who connects to a socket writes to it. */
const GROUP_MAY_WRITE = 0o020

/** One line a group, `name:password:id:members`. */
const GROUPS_FILE = '/etc/group'

/** Looks at the entry, then at what is behind it. Rejects with the file system's own error. */
export async function lookAtSocket(path: string): Promise<Socket | Finding> {
  const entry = await lstat(path)
  if (entry.isSymbolicLink() && !(await leadsSomewhere(path))) {
    return { kind: 'dangling', target: resolve(dirname(path), await readlink(path)) }
  }
  const realPath = await realpath(path)
  const stats = await stat(realPath)
  if (!stats.isSocket()) return { kind: 'not-a-socket', realPath }
  const group = stats.mode & GROUP_MAY_WRITE ? await groupName(stats.gid) : undefined
  return { kind: 'socket', realPath, ...(group !== undefined && { group }) }
}

async function leadsSomewhere(link: string): Promise<boolean> {
  try {
    await stat(link)
    return true
  } catch (cause) {
    if (LEADS_NOWHERE.has((cause as NodeJS.ErrnoException).code ?? '')) return false
    throw cause
  }
}

/** Groups that a directory service keeps are not found; that costs a hint, no more. */
async function groupName(gid: number): Promise<string | undefined> {
  const text = await readFile(GROUPS_FILE, 'utf8').catch(() => '')
  const groups = text.split('\n').map((line) => line.split(':'))
  return groups.find(([, , id]) => id === String(gid))?.[0]
}
