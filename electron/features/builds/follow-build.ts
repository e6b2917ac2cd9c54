import type { BuildNews, BuildStep } from '#shared/contract/builds.ts'
import type { FeedSink } from '../../ipc/handlers.ts'
import { sendCalmly } from '../../ipc/send-calmly.ts'
import type { BuildBook } from './build-book.ts'

/** So many lines at once do not hold up the window. */
const MAX_LINES_AT_ONCE = 2000

/** All that is kept of a build, and what is new of it until it has ended. */
export async function followBuild(
  book: BuildBook,
  id: string,
  sink: FeedSink<BuildNews>,
): Promise<void> {
  let sentSteps: readonly BuildStep[] | undefined
  /** The number of the next line. */
  let next: number | undefined
  let isOver = false

  async function send() {
    if (isOver) return
    const build = book.get(id)
    const { steps, lines, droppedLines } = await book.details(id)
    const seen = next ?? 0
    const missed = Math.max(0, droppedLines - seen)
    const [first = [], ...more] = inParts(lines.slice(Math.max(0, seen - droppedLines)))
    next = droppedLines + lines.length
    sink.emit({
      build,
      ...(steps !== sentSteps && { steps }),
      lines: first,
      ...(missed > 0 && { droppedLines: missed }),
    })
    for (const part of more) {
      await sink.whenWritable()
      sink.emit({ build, lines: part })
    }
    sentSteps = steps
    isOver = build.state.kind !== 'running'
  }

  await sendCalmly(book, sink, send)
}

function inParts<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const starts = Array.from(
    { length: Math.ceil(items.length / MAX_LINES_AT_ONCE) },
    (_none, part) => part * MAX_LINES_AT_ONCE,
  )
  return starts.map((start) => items.slice(start, start + MAX_LINES_AT_ONCE))
}
