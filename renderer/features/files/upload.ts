import { agree } from '#features/connections'
import { chunksOf } from '#lib/chunks-of.ts'
import type { Consent } from '#lib/consent.ts'
import { plural } from '#lib/plural.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { ConfirmOptions } from '#ui/confirm.tsx'
import { toastFailure } from '#ui/toast-failure.ts'
import { engine } from '../../ipc/client.ts'
import type { FilesTarget } from './files-place.ts'
import { toEntries, topItems, type UploadItem } from './upload-items.ts'

/** Pieces of a file that go to the main process at once. */
const PIECE_BYTES = 256 * 1024

/** The engine is asked for so many names at once whether they are taken. */
const MAX_NAMES = 1000

/** What goes into a folder, by its name there. */
interface TopItem {
  readonly name: string
  readonly isFolder: boolean
}

/** Puts what a person chooses in the system's dialog into a folder; the main process reads it. */
export async function uploadChosen(
  target: FilesTarget,
  folder: string,
  what: 'files' | 'folder',
): Promise<void> {
  try {
    const chosen = await engine.desktop.chooseSources({ what })
    if (!chosen) return
    const items = chosen.names.map((name) => ({ name, isFolder: what === 'folder' }))
    const consent = await agreeToUpload(target, folder, items)
    if (!consent) return
    const { connection, id } = target
    await engine.files.beginUpload({ connection, id, folder, files: chosen.files }, consent)
  } catch (cause) {
    toastFailure(cause)
  }
}

/** Puts what was dropped into a folder: only this window can read it. */
export async function uploadDropped(
  target: FilesTarget,
  folder: string,
  dropped: Promise<readonly UploadItem[]>,
): Promise<void> {
  try {
    const items = await dropped
    if (items.length === 0) return
    const consent = await agreeToUpload(target, folder, topItems(items))
    if (consent) await sendItems(target, folder, items, consent)
  } catch (cause) {
    toastFailure(cause)
  }
}

async function sendItems(
  { connection, id }: FilesTarget,
  folder: string,
  items: readonly UploadItem[],
  consent: Consent,
): Promise<void> {
  const wish = { connection, id, folder, entries: toEntries(items) }
  const channel = engine.files.uploadDropped(wish, consent, () => {})
  const ended = channel.ended.then(() => true as const)
  // A file that cannot be read ends it as well, and has its own reason.
  ended.catch(() => {})
  try {
    for await (const piece of piecesOf(items)) {
      // Whoever has ended it takes no more.
      if ((await Promise.race([channel.write(piece), ended])) === true) return
    }
    await ended
  } catch (cause) {
    channel.close()
    throw cause
  }
}

async function* piecesOf(items: readonly UploadItem[]) {
  for (const { file } of items) {
    if (!file) continue
    for (let at = 0; at < file.size; at += PIECE_BYTES) {
      yield new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer())
    }
  }
}

/** Asks where something of the names is there already. */
async function agreeToUpload(
  target: FilesTarget,
  folder: string,
  items: readonly TopItem[],
): Promise<Consent | undefined> {
  const { connection, id } = target
  const taken = new Set<string>()
  for (const some of chunksOf(items, MAX_NAMES)) {
    const names = some.map(({ name }) => name)
    const present = await engine.files.present({ connection, id, folder, names })
    for (const name of present) taken.add(name)
  }
  return agree([target], {
    always: taken.size > 0,
    question: () => uploadQuestion(target, folder, items, taken),
  })
}

/** The question before an upload: what it would take the place of is named. */
function uploadQuestion(
  { name }: FilesTarget,
  folder: string,
  items: readonly TopItem[],
  taken: ReadonlySet<string>,
): ConfirmOptions {
  const where = `"${visibleText(folder)}" in container "${visibleText(name)}"`
  const replaced = items.filter((item) => taken.has(item.name))
  if (replaced.length === 0) {
    return {
      tier: 1,
      question: `Upload ${whatOf(items)} to ${where}?`,
      objects: items.map((item) => ({ name: item.name })),
      verb: 'Upload',
    }
  }
  return {
    tier: 2,
    question: `Replace ${whatOf(replaced)} in ${where}?`,
    objects: replaced.map(({ name: item, isFolder }) =>
      isFolder
        ? { name: item, detail: 'folder: files of the same names in it are replaced' }
        : { name: item },
    ),
    verb: 'Replace',
    consequence: 'What they hold now is lost. There is no copy.',
  }
}

function whatOf(items: readonly TopItem[]): string {
  const [only] = items
  return items.length === 1 && only !== undefined
    ? `"${visibleText(only.name)}"`
    : plural(items.length, 'item')
}
