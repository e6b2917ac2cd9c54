import type { BuildStep } from '#shared/contract/builds.ts'
import type { TaskPart } from '#shared/contract/tasks.ts'
import { readTrace, type Trace, type Vertex, type VertexStatus } from '../buildkit/index.ts'
import { imageIn, type AnswerReader } from './answer-reader.ts'
import type { DockerfileOutline } from './dockerfile-outline.ts'
import { nameVertex } from './find-instruction.ts'
import type { StepBoard } from './step-board.ts'
import { toStep } from './step-line.ts'

const STDERR = 2

/** What ends because another step has failed. */
const TAKEN_BACK = /(?:^|: )context cancell?ed$/

/** More layers of one step nobody looks through. */
const MAX_PARTS = 200

/** Reads what BuildKit says: steps that go on beside each other, by its clock. */
export function readBuildKit(
  outline: DockerfileOutline,
  board: StepBoard,
  now: () => number,
): AnswerReader {
  let imageId: string | undefined
  /** Milliseconds from its clock to ours. */
  let ahead: number | undefined

  function ours(theirs: number): number {
    ahead ??= now() - theirs
    return theirs + ahead
  }

  function takeVertex(vertex: Vertex) {
    const known = board.get(vertex.digest)
    const startedAt = known?.startedAt ?? mapped(vertex.startedAt, ours)
    const endedAt = mapped(vertex.endedAt, ours)
    const { error = '' } = vertex
    const state = stateOf(vertex, known)
    board.put({
      ...toStep(vertex.digest, nameVertex(outline, vertex.name, error !== ''), state),
      ...(startedAt !== undefined && { startedAt }),
      ...(endedAt !== undefined && { endedAt }),
      parts: known?.parts ?? [],
    })
    if (vertex.endedAt !== undefined) board.finishLines(vertex.digest)
    // It may be told of more than once.
    if (error !== '' && known?.state !== state) board.write(vertex.digest, `${error}\n`, true)
  }

  function takeStatus(status: VertexStatus) {
    const step = board.get(status.vertex)
    if (step) board.put({ ...step, parts: withPart(step.parts, status) })
  }

  function take({ vertexes, statuses, logs, warnings }: Trace) {
    vertexes.forEach(takeVertex)
    statuses.forEach(takeStatus)
    for (const { vertex, stream, bytes } of logs) board.write(vertex, bytes, stream === STDERR)
    for (const warning of warnings) board.write(warning.vertex, `Warning: ${warning.short}\n`, true)
  }

  return {
    add(line) {
      if (typeof line.aux === 'string') return take(readTrace(line.aux))
      if (line.id === 'moby.image.id') imageId = imageIn(line)
      if (line.stream !== undefined) board.write(undefined, line.stream)
    },
    get imageId() {
      return imageId
    },
  }
}

function stateOf(
  { error, isCached, startedAt, endedAt }: Vertex,
  known?: BuildStep,
): BuildStep['state'] {
  if (error !== undefined && error !== '') return TAKEN_BACK.test(error) ? 'not-run' : 'failed'
  if (isCached || known?.state === 'cached') return 'cached'
  if (endedAt !== undefined) return 'done'
  return startedAt === undefined ? 'waiting' : 'running'
}

function withPart(parts: readonly TaskPart[], status: VertexStatus): readonly TaskPart[] {
  const { id, name, current, total, endedAt } = status
  const part = {
    id,
    words: name,
    done: current,
    ...(total > 0 && { total }),
    isDone: endedAt !== undefined,
  }
  return [...parts.filter((one) => one.id !== id), part].slice(-MAX_PARTS)
}

function mapped(at: number | undefined, to: (at: number) => number): number | undefined {
  return at === undefined ? undefined : to(at)
}
