import { agree } from '#features/connections'
import { chunksOf } from '#lib/chunks-of.ts'
import { plural } from '#lib/plural.ts'
import { EngineError } from '#shared/errors.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { ConfirmOptions } from '#ui/confirm.tsx'
import { beginTask } from '#ui/task-store.ts'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import type { FilesTarget } from './files-place.ts'
import { toastFailure } from '#ui/toast-failure.ts'
import { toEntries, topNames, type UploadItem } from './upload-items.ts'

/** Pieces of a file that go to the main process at once. */
const PIECE_BYTES = 256 * 1024

/** The engine is asked for so many names at once whether they are taken. */
const MAX_NAMES = 1000

/** Puts these into a folder; asks first where something of their names is there. */
export async function upload(
  target: FilesTarget,
  folder: string,
  wanted: () => Promise<readonly UploadItem[]>,
): Promise<void> {
  try {
    const items = await wanted()
    if (items.length > 0) await uploadItems(target, folder, items)
  } catch (cause) {
    toastFailure(cause)
  }
}

async function uploadItems(
  target: FilesTarget,
  folder: string,
  items: readonly UploadItem[],
): Promise<void> {
  const { connection, id } = target
  const names = topNames(items)
  const taken: string[] = []
  for (const some of chunksOf(names, MAX_NAMES)) {
    taken.push(...(await engine.files.present({ connection, id, folder, names: [...some] })))
  }
  const consent = await agree([target], {
    always: taken.length > 0,
    question: () => uploadQuestion(target, { folder, names, taken, items }),
  })
  if (!consent) return
  const total = items.reduce((sum, { file }) => sum + (file?.size ?? 0), 0)
  const entries = toEntries(items)
  const channel = engine.files.upload({ connection, id, folder, entries }, consent, () => {})
  const what = whatOf(names)
  const task = beginTask({ name: `Upload ${what}`, total, cancel: () => channel.close() })
  const ended = channel.ended.then(() => true as const)
  // A file that cannot be read ends it as well, and has its own reason.
  ended.catch(() => {})
  const sent = new Map<string, number>()
  try {
    let done = 0
    for await (const { path, size, piece } of piecesOf(items)) {
      sent.set(path, size)
      // Whoever refuses it takes no more.
      const isOver = await Promise.race([channel.write(piece), ended])
      if (isOver === true) break
      done += piece.byteLength
      task.progress(done)
    }
    await ended
    toast({ kind: 'success', text: `Uploaded ${what} to "${visibleText(folder)}"` })
  } catch (cause) {
    channel.close()
    task.end()
    await tellOfParts(target, folder, sent)
    throw cause
  } finally {
    task.end()
  }
}

async function* piecesOf(items: readonly UploadItem[]) {
  for (const { path, file } of items) {
    if (!file) continue
    const { size } = file
    for (let at = 0; at < size; at += PIECE_BYTES) {
      const piece = new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer())
      yield { path, size, piece }
    }
  }
}

/** The engine is behind by what is on its way to it: small files of which it has nothing, mostly. */
const MAX_ON_ITS_WAY = 6

/**
 * What came to an end in the middle has left a part of a file under its name: engines write no other
 * way. Where that is so, it is said; and where nobody can look, of the last one that was sent.
 */
async function tellOfParts(
  { connection, id, name }: FilesTarget,
  folder: string,
  sent: ReadonlyMap<string, number>,
): Promise<void> {
  const last = [...sent].slice(-MAX_ON_ITS_WAY)
  const looked = last.map(async ([item, size], at) => {
    const path = `${folder === '/' ? '' : folder}/${item}`
    try {
      const facts = await engine.files.facts({ connection, id, path })
      return facts.size === size ? [] : [item]
    } catch (cause) {
      const isNone = cause instanceof EngineError && cause.code === 'not-found'
      return isNone || at < last.length - 1 ? [] : [item]
    }
  })
  const parts = (await Promise.all(looked)).flat()
  if (parts.length === 0) return
  const where = `"${visibleText(folder)}" in container "${visibleText(name)}"`
  toast({
    kind: 'error',
    text: `${parts.map((part) => `"${visibleText(part)}"`).join(', ')} may be incomplete`,
    detail: `The upload to ${where} ended before its end. Upload again, or remove what is there.`,
  })
}

interface Uploading {
  readonly folder: string
  readonly names: readonly string[]
  readonly taken: readonly string[]
  readonly items: readonly UploadItem[]
}

/** The question before an upload: what it would take the place of is named. */
function uploadQuestion(
  { name }: FilesTarget,
  { folder, names, taken, items }: Uploading,
): ConfirmOptions {
  const where = `"${visibleText(folder)}" in container "${visibleText(name)}"`
  if (taken.length === 0) {
    return {
      tier: 1,
      question: `Upload ${whatOf(names)} to ${where}?`,
      objects: names.map((one) => ({ name: one })),
      verb: 'Upload',
    }
  }
  const isFolder = (one: string) => items.some(({ path, file }) => path === one && !file)
  return {
    tier: 2,
    question: `Replace ${whatOf(taken)} in ${where}?`,
    objects: taken.map((one) => ({
      name: one,
      ...(isFolder(one) && { detail: 'folder: files of the same names in it are replaced' }),
    })),
    verb: 'Replace',
    consequence: 'What they hold now is lost. There is no copy.',
  }
}

function whatOf(names: readonly string[]): string {
  const [only] = names
  return names.length === 1 && only !== undefined
    ? `"${visibleText(only)}"`
    : plural(names.length, 'item')
}
