import { agree } from '#features/connections'
import type { Consent } from '#lib/consent.ts'
import type { FileContent } from '#shared/contract/files.ts'
import { EngineError } from '#shared/errors.ts'
import { visibleText } from '#shared/visible-text.ts'
import { confirm } from '#ui/confirm.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import type { FilesTarget } from './files-place.ts'
import { toastFailure } from '#ui/toast-failure.ts'

/**
 * Writes a text in the place of what was opened; asks first where that has been changed in the
 * meantime. Answers with what is there now, or with nothing where it was not written.
 */
export async function saveText(
  target: FilesTarget,
  content: FileContent,
  text: string,
): Promise<FileContent | undefined> {
  try {
    const question = () => saveQuestion(target, content.path)
    const consent = await agree([target], { always: false, question })
    if (!consent) return undefined
    const bytes = new TextEncoder().encode(text)
    const version = await write(target, { content, bytes, consent })
    if (version === undefined) return undefined
    toast({ kind: 'success', text: `Saved "${visibleText(content.path)}"` })
    return { ...content, bytes, version, size: bytes.length, modifiedAt: Date.now() }
  } catch (cause) {
    toastFailure(cause)
    return undefined
  }
}

interface Writing {
  readonly content: FileContent
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly consent: Consent
}

async function write(
  target: FilesTarget,
  { content, bytes, consent }: Writing,
): Promise<string | undefined> {
  const { connection, id } = target
  const { path, version = '' } = content
  try {
    return await engine.files.write({ connection, id, path, bytes, version }, consent)
  } catch (cause) {
    if (!(cause instanceof EngineError && cause.code === 'conflict')) throw cause
    const yes = await confirm(overwriteQuestion(path))
    if (!yes) return undefined
    return engine.files.write({ connection, id, path, bytes, version: 'any' }, yes)
  }
}

function saveQuestion({ name }: FilesTarget, path: string) {
  return {
    tier: 1 as const,
    question: `Save "${visibleText(path)}" in container "${visibleText(name)}"?`,
    objects: [],
    verb: 'Save',
  }
}

function overwriteQuestion(path: string) {
  return {
    tier: 1 as const,
    question: `Overwrite "${visibleText(path)}"?`,
    objects: [],
    verb: 'Overwrite',
    consequence:
      'It has been changed in the container since you opened it. What was changed there is lost.',
  }
}
