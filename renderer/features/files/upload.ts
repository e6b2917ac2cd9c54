import { agree } from '#features/connections'
import { plural } from '#lib/plural.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { ConfirmOptions } from '#ui/confirm.tsx'
import { beginTask } from '#ui/task-store.ts'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import type { FilesTarget } from './files-place.ts'
import { toastFailure } from './toast-failure.ts'
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
  const asked = names.slice(0, MAX_NAMES)
  const taken = await engine.files.present({ connection, id, folder, names: [...asked] })
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
  try {
    let done = 0
    for await (const piece of piecesOf(items)) {
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
    throw cause
  } finally {
    task.end()
  }
}

async function* piecesOf(items: readonly UploadItem[]): AsyncGenerator<Uint8Array> {
  for (const file of items.flatMap(({ file }) => file ?? [])) {
    for (let at = 0; at < file.size; at += PIECE_BYTES) {
      yield new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer())
    }
  }
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
