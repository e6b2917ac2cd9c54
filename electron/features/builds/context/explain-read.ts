import { EngineError } from '#shared/errors.ts'

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'it is no folder',
  ELOOP: 'it is a link now, or links lead round in circles',
  ENXIO: 'it is no file',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
}

/** What the disk said of a file of the build, in words for people. */
export function explainRead(path: string, cause: unknown): EngineError {
  if (cause instanceof EngineError) return cause
  if (isMissing(cause)) return notThere(path)
  const { code = '', message } = asSystemError(cause)
  return new EngineError({
    code: isForbidden(cause) ? 'no-permission' : 'refused',
    message: `Cannot read "${path}": ${REASONS[code] ?? 'the disk failed'}`,
    hint: 'If the build does not need it, name it in ".dockerignore".',
    engineMessage: message,
  })
}

/** It is not there, or no longer. */
export function isMissing(cause: unknown): boolean {
  const { code } = asSystemError(cause)
  return code === 'ENOENT' || code === 'ENOTDIR'
}

/** Who runs us may not read it. */
export function isForbidden(cause: unknown): boolean {
  const { code } = asSystemError(cause)
  return code === 'EACCES' || code === 'EPERM'
}

/** Somebody asked for what is not there. */
export function notThere(path: string): EngineError {
  return new EngineError({
    code: 'not-found',
    message: `There is no "${path}"`,
    hint: 'It may have been moved or renamed. Choose again.',
  })
}

/** Nobody wants it any more. */
export function cancelled(): EngineError {
  return new EngineError({ code: 'cancelled', message: 'Cancelled' })
}

function asSystemError(cause: unknown): NodeJS.ErrnoException {
  return cause instanceof Error ? cause : new Error(String(cause))
}
