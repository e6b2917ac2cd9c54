import { agree } from '#features/connections'
import { chunksOf } from '#lib/chunks-of.ts'
import type { Consent } from '#lib/consent.ts'
import { errorText } from '#lib/error-text.ts'
import { plural } from '#lib/plural.ts'
import type { Failure, Outcome } from '#lib/settle-many.ts'
import { asEngineError, EngineError } from '#shared/errors.ts'
import { joinPath, parentOf, plainPath } from '#shared/posix-path.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { ConfirmOptions } from '#ui/confirm.tsx'
import { askForm } from '#ui/form-dialog.tsx'
import { promptText } from '#ui/prompt-text.tsx'
import { toastOutcome, type OutcomeWords } from '#ui/toast-outcome.ts'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import type { FileRow } from './file-rows.ts'
import type { FilesTarget } from './files-place.ts'
import { modeDigits, modeText, parseMode } from './mode-text.ts'

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

/**
 * Removes files once the person has said that they mean it, and tells what is still there. True when
 * it was tried.
 */
export async function removeFiles(target: FilesTarget, rows: readonly FileRow[]): Promise<boolean> {
  const consent = await agree([target], {
    always: true,
    question: () => removalQuestion(target, rows),
  })
  if (!consent) return false
  const outcome = await removeAll(target, rows, consent)
  const [only] = outcome.done
  if (only && rows.length === 1) {
    toast({ kind: 'success', text: `Removed "${visibleText(only.path)}"` })
    return true
  }
  toastOutcome(outcome, REMOVAL)
  return true
}

/** All are in one container, so that it needs no name. */
const REMOVAL: OutcomeWords<Removed> = {
  did: 'Removed',
  noun: 'item',
  nameOf: ({ path }) => path,
  engineOf: () => undefined,
}

interface Removed {
  readonly connection: string
  readonly path: string
}

/** Words for a shell are not of any length: a path may have 4 KB, and most have 40 bytes. */
const MAX_REMOVED_AT_ONCE = 100

async function removeAll(
  { connection, id }: FilesTarget,
  rows: readonly FileRow[],
  consent: Consent,
): Promise<Outcome<Removed>> {
  const failed: Failure<Removed>[] = []
  for (const some of chunksOf(rows, MAX_REMOVED_AT_ONCE)) {
    const paths = some.map(({ path }) => path)
    const left = await engine.files
      .remove({ connection, id, paths }, consent)
      .then((still) => still.map(({ path, why }) => ({ path, error: refusal(why) })))
      .catch((cause: unknown) => paths.map((path) => ({ path, error: asEngineError(cause) })))
    failed.push(...left.map(({ path, error }) => ({ target: { connection, path }, error })))
  }
  const isLeft = new Set(failed.map(({ target }) => target.path))
  const done = rows.filter(({ path }) => !isLeft.has(path))
  return { failed, done: done.map(({ path }) => ({ connection, path })) }
}

function refusal(why: string): EngineError {
  return new EngineError({ code: 'refused', message: why })
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
