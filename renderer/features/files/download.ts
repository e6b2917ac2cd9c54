import { plural } from '#lib/plural.ts'
import { formatSize } from '#lib/format-bytes.ts'
import type { Extracted, ExtractionPart, LeftOut, TransferPart } from '#shared/contract/files.ts'
import type { ChosenFile } from '#shared/contract/desktop.ts'
import { nameOf } from '#shared/posix-path.ts'
import { visibleText } from '#shared/visible-text.ts'
import { beginTask } from '#ui/task-store.ts'
import { toast } from '#ui/toast.tsx'
import { cancelled } from '../../ipc/pipe-port.ts'
import { engine, type FeedListener } from '../../ipc/client.ts'
import type { FilesTarget } from './files-place.ts'
import { toastFailure } from '#ui/toast-failure.ts'

interface Downloading {
  readonly as: 'file' | 'tar'
  readonly size?: number
  /** These names of the folder, and nothing else of it. */
  readonly only?: readonly string[]
}

/** Saves a file as it is, or a folder as a tar, where the person says. */
export async function download(
  target: FilesTarget,
  path: string,
  { as, size, only }: Downloading,
): Promise<void> {
  const { connection, id } = target
  const own = nameOf(path) || target.name
  const chosen = await engine.desktop.chooseFile({ name: as === 'tar' ? `${own}.tar` : own })
  if (!chosen) return
  const { file } = chosen
  await saveAsTask(chosen, `Download ${chosen.name}`, size, (listener) =>
    engine.files.download({ connection, id, path, as, file, ...chosenNames(only) }, listener),
  )
}

/** Saves all files of a container as a tar, where the person says. */
export async function exportFiles({ connection, id, name }: FilesTarget): Promise<void> {
  const chosen = await engine.desktop.chooseFile({ name: `${name}.tar` })
  if (!chosen) return
  const { file } = chosen
  await saveAsTask(chosen, `Export ${visibleText(name)}`, undefined, (listener) =>
    engine.files.export({ connection, id, file }, listener),
  )
}

/** Saves what comes in a task, and says where it is then. */
export async function saveAsTask(
  { file, name }: ChosenFile,
  task: string,
  size: number | undefined,
  open: (listener: FeedListener<TransferPart>) => () => void,
): Promise<void> {
  await follow<TransferPart>(task, size, open).then((last) => {
    if (last?.kind !== 'saved') return
    const text = `Saved "${visibleText(name)}", ${formatSize(last.saved.bytes)}`
    toast({ kind: 'success', text, detail: last.saved.path, action: showing(file) })
  }, toastFailure)
}

/** Unpacks a folder, or `only` these of it, into one that the person chooses. */
export async function extract(
  target: FilesTarget,
  path: string,
  only?: readonly string[],
): Promise<void> {
  const { connection, id } = target
  const chosen = await engine.desktop.chooseSaveFolder({})
  if (!chosen) return
  const { folder } = chosen
  await follow<ExtractionPart>(`Download ${nameOf(path) || target.name}`, undefined, (listener) =>
    engine.files.extract({ connection, id, path, folder, ...chosenNames(only) }, listener),
  ).then((last) => {
    if (last?.kind !== 'extracted') return
    toast({ ...extractedWords(last.extracted), action: showing(folder) })
  }, toastFailure)
}

function chosenNames(only: readonly string[] | undefined) {
  return only && { only: [...only] }
}

/** Shows a transfer as a task until it ends; answers with the last that was told. */
function follow<Part extends TransferPart | ExtractionPart>(
  name: string,
  total: number | undefined,
  open: (listener: FeedListener<Part>) => () => void,
): Promise<Part | undefined> {
  return new Promise<Part | undefined>((resolve, reject) => {
    let last: Part | undefined
    const close = open({
      onValue(part) {
        last = part
        if (part.kind === 'progress') task.progress(part.bytes)
      },
      onEnd(error) {
        task.end()
        if (error) reject(error)
        else resolve(last)
      },
    })
    const task = beginTask({
      name,
      ...(total !== undefined && { total }),
      cancel() {
        close()
        task.end()
        reject(cancelled())
      },
    })
  })
}

const WHY: Readonly<Record<LeftOut['why'], string>> = {
  link: 'link',
  special: 'device or pipe',
  name: 'name that this system cannot have',
}

/** More lines would make a toast a page. */
const MAX_LINES = 4

/** What was unpacked, and what was not and why. */
function extractedWords({ path, files, bytes, leftOut, leftOutCount }: Extracted) {
  const text = `Saved ${plural(files, 'file')}, ${formatSize(bytes)}`
  if (leftOutCount === 0) return { kind: 'success' as const, text, detail: path }
  const lines = leftOut
    .slice(0, MAX_LINES)
    .map((one) => `${visibleText(one.path)}: ${WHY[one.why]}`)
  const rest = leftOutCount - lines.length
  return {
    kind: 'info' as const,
    text: `${text}, without ${plural(leftOutCount, 'entry', 'entries')} that could not be saved here`,
    detail: [path, ...lines, ...(rest > 0 ? [`and ${rest.toLocaleString('en')} more`] : [])].join(
      '\n',
    ),
  }
}

function showing(file: string) {
  return {
    label: 'Show in folder',
    run: () => void engine.desktop.showFile({ file }).catch(() => {}),
  }
}
