import type { LastLine } from '#shared/contract/container-ending.ts'
import { createFrameParser } from '#shared/frames.ts'
import type { Engine } from '../../engine/index.ts'
import { createLastLines } from './last-lines.ts'
import { hasBrokenTail } from './podman-tail.ts'

interface Wish {
  readonly lines: number
  /** The container has a TTY. */
  readonly isBare: boolean
}

/** The last lines of a container's log as text. Rejects where its log cannot be read. */
export async function readLastLines(
  engine: Engine,
  id: string,
  { lines, isBare }: Wish,
  signal: AbortSignal,
): Promise<readonly LastLine[]> {
  const tail = (await hasBrokenTail(engine, { signal })) ? {} : { tail: lines }
  const query = { stdout: true, stderr: true, follow: false, ...tail }
  const log = await engine.openLog({ id, isBare, query }, { signal })
  const parser = createFrameParser()
  const last = createLastLines(lines)
  for await (const block of log as AsyncIterable<Uint8Array>) last.push(parser.push(block))
  return last.end()
}
