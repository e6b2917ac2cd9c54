import { agree } from '#features/connections'
import { errorText } from '#lib/error-text.ts'
import { plural } from '#lib/plural.ts'
import { joinPath, parentOf, plainPath } from '#shared/posix-path.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { ConfirmOptions } from '#ui/confirm.tsx'
import { askForm } from '#ui/form-dialog.tsx'
import { promptText } from '#ui/prompt-text.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import type { FileRow } from './file-rows.ts'
import type { FilesTarget } from './files-place.ts'
import { modeDigits, modeText, parseMode } from './mode-text.ts'
import { toastFailure } from '#ui/toast-failure.ts'

const NAME_MAX_BYTES = 255

/** What is wrong with the name of a file, if anything. */
function fileNameProblem(name: string): string | undefined {
  if (name === '') return 'Type a name'
  if (name === '.' || name === '..') return 'This name means another folder'
  if (name.includes('/')) return 'A name has no "/" in it'
  if (name.includes('\0')) return 'A name has no NUL in it'
  return new TextEncoder().encode(name).length > NAME_MAX_BYTES ? 'The name is too long' : undefined
}

/** Asks for a name, and makes a folder. Answers with its path. */
export async function makeFolder(
  { connection, id }: FilesTarget,
  folder: string,
): Promise<string | undefined> {
  const name = await promptText({
    title: `New folder in "${visibleText(folder)}"`,
    label: 'Name',
    verb: 'Create folder',
    validate: fileNameProblem,
    submit: (value, yes) =>
      orProblem(engine.files.makeFolder({ connection, id, path: joinPath(folder, value) }, yes)),
  })
  return name === undefined ? undefined : joinPath(folder, name)
}

/** Asks for another name. Answers with the path by it. */
export async function renameFile(
  { connection, id }: FilesTarget,
  { name, path }: FileRow,
): Promise<string | undefined> {
  const value = await promptText({
    title: `Rename "${visibleText(name)}"`,
    label: 'New name',
    initial: name,
    verb: 'Rename',
    validate: fileNameProblem,
    async submit(value, yes) {
      if (value === name) return undefined
      const to = joinPath(parentOf(path), value)
      return orProblem(engine.files.rename({ connection, id, path, to }, yes))
    },
  })
  return value === undefined ? undefined : joinPath(parentOf(path), value)
}

/** Asks who may do what with it. True when that was changed. */
export async function changeMode(
  { connection, id }: FilesTarget,
  { name, path, entry }: FileRow,
): Promise<boolean> {
  const isFolder = entry?.kind === 'folder'
  const values = await askForm({
    title: `Mode of "${visibleText(name)}"`,
    verb: 'Change mode',
    fields: [
      {
        kind: 'text',
        name: 'mode',
        label: 'Octal digits',
        initial: modeDigits(entry?.mode ?? 0),
        validate: (text) =>
          parseMode(text) === undefined ? 'Three or four digits from 0 to 7, as 0644' : undefined,
      },
      {
        kind: 'check',
        name: 'all',
        label: 'All that is in it as well',
        shownWhen: () => isFolder,
      },
    ],
    extra({ mode }) {
      const bits = parseMode(String(mode))
      return (
        <output aria-label="The same in letters">{bits === undefined ? '' : modeText(bits)}</output>
      )
    },
    submit({ mode, all }, yes) {
      const wish = { path, mode: parseMode(String(mode)) ?? 0, isRecursive: all === true }
      return orProblem(engine.files.chmod({ connection, id, ...wish }, yes))
    },
  })
  return values !== undefined
}

/** Removes files once the person has said that they mean it. True when they are gone. */
export async function removeFiles(target: FilesTarget, rows: readonly FileRow[]): Promise<boolean> {
  const { connection, id } = target
  try {
    const consent = await agree([target], {
      always: true,
      question: () => removalQuestion(target, rows),
    })
    if (!consent) return false
    await engine.files.remove({ connection, id, paths: rows.map(({ path }) => path) }, consent)
    const [only] = rows
    const what =
      rows.length === 1 && only ? `"${visibleText(only.path)}"` : plural(rows.length, 'file')
    toast({ kind: 'success', text: `Removed ${what}` })
    return true
  } catch (cause) {
    toastFailure(cause)
    return false
  }
}

/** The question before files go; a folder takes all that is in it along. */
function removalQuestion({ name }: FilesTarget, rows: readonly FileRow[]): ConfirmOptions {
  const [only] = rows
  const where = `container "${visibleText(name)}"`
  const hasFolder = rows.some(({ entry }) => entry?.kind === 'folder')
  const what =
    rows.length === 1 && only
      ? `${hasFolder ? 'the folder ' : ''}"${visibleText(only.path)}"`
      : plural(rows.length, 'item')
  return {
    tier: hasFolder || rows.length > 1 ? 2 : 1,
    question: `Remove ${what} from ${where}?`,
    objects: rows.map(({ path, entry }) => ({
      name: path,
      ...(entry?.kind === 'folder' && { detail: 'folder, with all that is in it' }),
    })),
    verb: 'Remove',
    consequence: hasFolder
      ? 'All that is in it goes too, and what is mounted in there as well. This cannot be undone.'
      : 'This cannot be undone.',
  }
}

/** Asks where to go. Answers with the path as it is meant. */
export async function askPath(folder: string): Promise<string | undefined> {
  const value = await promptText({
    title: 'Go to',
    label: 'Path',
    initial: folder,
    verb: 'Go',
    validate: (text) => (text.trim() === '' ? 'Type a path' : undefined),
  })
  return value === undefined ? undefined : plainPath(value, folder)
}

/** What a form shows when the engine says no; nothing when it was done. */
async function orProblem(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work
    return undefined
  } catch (cause) {
    return errorText(cause)
  }
}
