import type { LinesAnswer, LinesWish } from './find-protocol.ts'
import type { LogLines } from './log-lines.ts'

/** Answers wishes for lines on a port, for whoever searches them. */
export function serveLines(log: LogLines, port: MessagePort): void {
  port.onmessage = ({ data }: MessageEvent<LinesWish>) => port.postMessage(answer(log, data))
}

function answer(log: LogLines, { from, most }: LinesWish): LinesAnswer {
  const begin = Math.max(from, log.first)
  if (begin >= log.end) return { from: begin, lines: 0, bytes: NOTHING, starts: NO_STARTS }
  const { lines, bytes, startOf } = log.run(begin, most)
  return {
    from: begin,
    lines,
    // A view of a buffer that is not shared would take all of it along.
    bytes: bytes.buffer instanceof ArrayBuffer ? bytes.slice() : bytes,
    starts: Uint32Array.from({ length: lines }, (_, line) => startOf(line)),
  }
}

const NOTHING = new Uint8Array(0)
const NO_STARTS = new Uint32Array(0)
