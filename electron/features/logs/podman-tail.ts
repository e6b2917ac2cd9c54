import { Readable } from 'node:stream'
import { createFrameParser, encodeFrame, type Frame } from '#shared/frames.ts'
import type { CallLimits, Engine } from '../../engine/index.ts'

/** The first release whose `tail` is right and quick. */
const FIXED_IN_MAJOR = 5

const LINE_FEED = 0x0a

/**
 * Whether the engine's own `tail` must not be used: that of Podman 4 loses the text of long lines
 * and takes minutes for many.
 */
export async function hasBrokenTail(engine: Engine, limits: CallLimits): Promise<boolean> {
  if (!(await engine.isPodman(limits))) return false
  const { Version } = await engine.docker(limits).version()
  return Number.parseInt(Version, 10) < FIXED_IN_MAJOR
}

/** Counts the lines of a log that is read to its end. */
export async function countLines(log: Readable): Promise<number> {
  const parser = createFrameParser()
  let lines = 0
  let isWhole = true
  for await (const block of log as AsyncIterable<Uint8Array>) {
    for (const { payload } of parser.push(block)) {
      lines += lineFeedsIn(payload)
      isWhole = payload.at(-1) === LINE_FEED
    }
  }
  return isWhole ? lines : lines + 1
}

/** A log without its first lines. It ends with the log, and the log with it. */
export function dropLines(log: Readable, lines: number): Readable {
  return Readable.from(withoutLines(log, lines))
}

async function* withoutLines(log: Readable, lines: number): AsyncGenerator<Uint8Array> {
  const parser = createFrameParser()
  const drop = createLineDropper(Math.max(0, lines))
  for await (const block of log as AsyncIterable<Uint8Array>) {
    const frames = drop(parser.push(block))
    const bytes = frames.map(({ stream, payload }) => encodeFrame(stream, payload))
    if (bytes.length > 0) yield Buffer.concat(bytes)
  }
}

/** Drops so many lines from the beginning of a log; what is left of a payload is kept. */
export function createLineDropper(lines: number): (frames: readonly Frame[]) => readonly Frame[] {
  let left = lines

  function keep(frame: Frame): readonly Frame[] {
    let at = 0
    while (left > 0) {
      const end = frame.payload.indexOf(LINE_FEED, at)
      if (end < 0) return []
      at = end + 1
      left -= 1
    }
    if (at === 0) return [frame]
    const payload = frame.payload.subarray(at)
    return payload.length > 0 ? [{ ...frame, payload }] : []
  }

  return (frames) => (left === 0 ? frames : frames.flatMap(keep))
}

function lineFeedsIn(payload: Uint8Array): number {
  let count = 0
  for (let at = payload.indexOf(LINE_FEED); at >= 0; at = payload.indexOf(LINE_FEED, at + 1)) {
    count += 1
  }
  return count
}
