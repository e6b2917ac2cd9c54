import { EngineError } from '#shared/errors.ts'
import { during, segment, type Engine } from '../../engine/index.ts'

/** The engine copies all that was written, on a disk that may be slow. */
const COMMIT_DEADLINE_MS = 30 * 60_000

/** The image that is made of a container. */
interface Commit {
  readonly id: string
  readonly repository: string
  readonly tag: string
  readonly comment: string
  readonly pause: boolean
}

/** Makes an image of what a container has written, and answers with its id. */
export async function commitContainer(
  engine: Engine,
  { id, repository, tag, comment, pause }: Commit,
  signal: AbortSignal,
): Promise<string> {
  const deed = { verb: 'commit', kind: 'container' as const, name: engine.names.of(id) }
  const docker = engine.docker({ signal, deadlineMs: COMMIT_DEADLINE_MS })
  const query = { container: id, repo: repository, tag, comment, pause }
  // Docker 20.10 hangs for good where a shell is being started in what it pauses.
  const done = pause ? await engine.pauseTurns.pause(id) : () => {}
  const answer: unknown = await during(deed, engine.names, () =>
    // Podman wants a body, though it holds nothing new.
    docker.getContainer(segment(id)).commit({ _query: query, _body: {} }),
  ).finally(done)
  return idIn(answer)
}

function idIn(answer: unknown): string {
  const id: unknown = answer !== null && typeof answer === 'object' && Reflect.get(answer, 'Id')
  if (typeof id === 'string' && id !== '') return id
  throw new EngineError({
    code: 'bad-answer',
    message: 'The engine did not say which image it made',
    hint: 'Look in the list of images whether it is there.',
  })
}
