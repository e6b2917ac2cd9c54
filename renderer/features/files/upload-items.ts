import { MAX_UPLOADED_ENTRIES, type UploadedEntry } from '#shared/contract/files.ts'

/** Something that is to be uploaded; without a file it is a folder. */
export interface UploadItem {
  /** Below the folder that it goes into. */
  readonly path: string
  readonly file?: File
}

/** There are more of them than go in one piece. */
class TooManyItems extends Error {
  override readonly message = `More than ${MAX_UPLOADED_ENTRIES.toLocaleString('en')} files and folders: pack them into a tar first`
}

/** What was dropped. It must be asked for at once: after the drop it is gone. */
export function droppedItems(transfer: DataTransfer): Promise<readonly UploadItem[]> {
  const entries: FileSystemEntry[] = []
  const items: UploadItem[] = []
  for (const item of transfer.items) {
    const entry = item.webkitGetAsEntry()
    // What comes from another program, and not from a disk, is in no folder.
    const file = entry ? null : item.getAsFile()
    if (entry) entries.push(entry)
    if (file) items.push({ path: file.name, file })
  }
  return collect(entries, items)
}

async function collect(
  entries: readonly FileSystemEntry[],
  items: UploadItem[],
): Promise<readonly UploadItem[]> {
  const waiting = [...entries]
  for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
    const path = entry.fullPath.replace(/^\//, '')
    if (isFolder(entry)) {
      items.push({ path })
      waiting.push(...(await childrenOf(entry)))
    } else if (isFile(entry)) {
      items.push({ path, file: await fileOf(entry) })
    }
    if (items.length > MAX_UPLOADED_ENTRIES) throw new TooManyItems()
  }
  return items
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}

/** They come by the hundred, until none come. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (some.length === 0) return all
    all.push(...some)
  }
}

/** The same as the engine is told of them. */
export function toEntries(items: readonly UploadItem[]): UploadedEntry[] {
  return items.map(({ path, file }) =>
    file
      ? { path, kind: 'file', size: file.size, modifiedAt: file.lastModified }
      : { path, kind: 'folder', size: 0, modifiedAt: Date.now() },
  )
}

/** Those in the folder itself that all of them go into. */
export function topItems(
  items: readonly UploadItem[],
): readonly { readonly name: string; readonly isFolder: boolean }[] {
  return items
    .filter(({ path }) => !path.includes('/'))
    .map(({ path, file }) => ({ name: path, isFolder: file === undefined }))
}
