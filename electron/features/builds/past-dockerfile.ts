import { EngineError } from '#shared/errors.ts'
import type { BuildBook } from './build-book.ts'
import type { DockerfileRead } from './saved-builds.ts'

/** The Dockerfile of a build, as soon as it is read. Throws why it could not be. */
export async function pastDockerfile(
  book: BuildBook,
  id: string,
  signal: AbortSignal,
): Promise<string> {
  const { dockerfile, noDockerfile } = await untilKnown(book, id, signal)
  if (dockerfile !== undefined) return dockerfile
  throw noDockerfile ? new EngineError(noDockerfile) : neverRead()
}

/** A large archive is read for a while before the build goes on. */
async function untilKnown(
  book: BuildBook,
  id: string,
  signal: AbortSignal,
): Promise<DockerfileRead> {
  let wake = () => {}
  const rouse = () => wake()
  const unsubscribe = book.onChange(rouse)
  signal.addEventListener('abort', rouse)
  try {
    for (;;) {
      signal.throwIfAborted()
      const changed = new Promise<void>((resolve) => (wake = resolve))
      const isOver = book.get(id).state.kind !== 'running'
      const read = await book.details(id)
      if (isOver || read.dockerfile !== undefined || read.noDockerfile) return read
      await changed
    }
  } finally {
    unsubscribe()
    signal.removeEventListener('abort', rouse)
  }
}

function neverRead(): EngineError {
  return new EngineError({
    code: 'not-found',
    message: 'The Dockerfile of this build is not known',
    hint: 'The build ended before it was read or kept. Build it again to see it.',
  })
}
