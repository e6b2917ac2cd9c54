import type { LinesAnswer, LinesWish } from './find-protocol.ts'
import type { LogFilter } from './log-filter.ts'
import type { LogLines } from './log-lines.ts'

/** Answers wishes for lines on a port, for whoever searches them. */
export function serveLines(log: LogLines, filter: LogFilter, port: MessagePort): void {
  port.onmessage = ({ data }: MessageEvent<LinesWish>) => {
    const lines = answer(log, filter, data)
    port.postMessage(lines, [lines.bytes.buffer, lines.starts.buffer])
  }
}

function answer(log: LogLines, filter: LogFilter, { from, most }: LinesWish): LinesAnswer {
  const begin = Math.max(from, log.first)
  if (begin >= log.end) {
    return { from: begin, lines: 0, bytes: new Uint8Array(0), starts: new Uint32Array(0) }
  }
  const { lines, bytes, startOf } = log.run(begin, most)
  return {
    from: begin,
    lines,
    bytes: bytes.slice(),
    starts: Uint32Array.from({ length: lines }, (_, line) => startOf(line)),
    ...(filter.lines && {
      passing: Uint8Array.from({ length: lines }, (_, line) => Number(filter.passes(begin + line))),
    }),
  }
}
