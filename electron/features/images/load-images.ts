import { Readable } from 'node:stream'
import { EngineError } from '#shared/errors.ts'
import { countBytes, during, imagePath, type Docker, type Engine } from '../../engine/index.ts'
import type { ImageLine } from './layer-tally.ts'
import { splitReference } from './pull-image.ts'
import { readAnswer } from './read-answer.ts'

/** An archive that an engine is to take in. */
export interface Archive {
  /** What people know it by. */
  readonly name: string
  readonly bytes: AsyncIterable<Uint8Array>
}

interface Taking {
  readonly signal: AbortSignal
  /** Bytes that the engine has taken so far. */
  readonly onSent: (bytes: number) => void
  readonly onLine: (line: ImageLine) => void
}

/** Once it has the last byte, an engine may still unpack for long before it says a word. */
const UNPACK_DEADLINE_MS = 30 * 60_000

/** Has the engine take the images of an archive; answers with their names, or the ids of those without. */
export async function loadImages(
  engine: Engine,
  archive: Archive,
  taking: Taking,
): Promise<readonly string[]> {
  const deed = { verb: 'load', kind: 'image' as const, name: archive.name }
  return during(deed, engine.names, async () => {
    const words: string[] = []
    await send(engine, archive, taking, {
      open: (docker, body) => docker.loadImage(body, {}),
      onLine: ({ stream, status }) => words.push(stream ?? '', status ?? ''),
    })
    const loaded = namesIn(words.join('\n'))
    if (loaded.length === 0) throw notSaid('which images it has loaded')
    const docker = engine.docker({ signal: taking.signal })
    for (const name of loaded) await docker.getImage(imagePath(name)).inspect()
    return loaded
  })
}

/** Makes an image of the files in an archive, and answers with its id. */
export async function importImage(
  engine: Engine,
  { reference, ...archive }: Archive & { readonly reference: string },
  taking: Taking,
): Promise<string> {
  const deed = { verb: 'import', kind: 'image' as const, name: reference }
  const { fromImage: repo, tag } = splitReference(reference)
  return during(deed, engine.names, async () => {
    let made: string | undefined
    await send(engine, archive, taking, {
      open: (docker, body) => docker.importImage(body, { repo, tag }),
      onLine: ({ id, status = '' }) =>
        (made = /^(?:sha256:)?[0-9a-f]{64}$/.exec(id ?? status)?.[0] ?? made),
    })
    const docker = engine.docker({ signal: taking.signal })
    // Podman 4.3 gives it no name.
    if (made !== undefined) await docker.getImage(imagePath(made)).tag({ repo, tag })
    return (await docker.getImage(imagePath(reference)).inspect()).Id
  })
}

interface Sending {
  readonly open: (docker: Docker, body: Readable) => Promise<NodeJS.ReadableStream>
  readonly onLine?: (line: ImageLine) => void
}

async function send(
  engine: Engine,
  { bytes }: Archive,
  { signal, onSent, onLine }: Taking,
  { open, onLine: read }: Sending,
): Promise<void> {
  const body = engine.hold(Readable.from(countBytes(bytes, onSent), { objectMode: false }))
  try {
    const docker = engine.docker({ signal, deadlineMs: UNPACK_DEADLINE_MS })
    const answer = (await open(docker, body)) as Readable
    await readAnswer(engine, answer, {
      signal,
      onLine(line) {
        read?.(line)
        onLine(line)
      },
    })
  } finally {
    body.destroy()
  }
}

/** `Loaded image: redis:7`, or several with commas where Podman says it. */
export function namesIn(words: string): readonly string[] {
  return [...words.matchAll(/^Loaded image(?:\(s\)| ID)?: *(.+)$/gm)].flatMap(([, names = '']) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
  )
}

function notSaid(what: string): EngineError {
  return new EngineError({
    code: 'bad-answer',
    message: `the engine did not say ${what}`,
    hint: 'Look in the list of images for what is there.',
  })
}
