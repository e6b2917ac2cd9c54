import type { Readable } from 'node:stream'
import type { Frame } from '#shared/frames.ts'
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
export async function countLines(
  source: Readable,
  push: (chunk: Uint8Array) => readonly Frame[],
): Promise<number> {
  let lines = 0
  let isWhole = true
  for await (const chunk of source as AsyncIterable<Buffer>) {
    for (const { payload } of push(chunk)) {
      lines += lineFeedsIn(payload)
      isWhole = payload.at(-1) === LINE_FEED
    }
  }
  return isWhole ? lines : lines + 1
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
