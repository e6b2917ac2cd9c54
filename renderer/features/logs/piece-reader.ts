import { createFrameParser } from '#shared/frames.ts'
import { createLineReader } from './line-reader.ts'
import type { LogPiece } from './log-piece.ts'

/** One reading of a log: bytes in, lines out. */
export interface PieceReader {
  /** Throws `FrameError` on bytes that are no frames. */
  read(chunk: Uint8Array): readonly LogPiece[]
  end(): readonly LogPiece[]
}

/** Reads the lines of a stream of frames. */
export function createPieceReader(): PieceReader {
  const frames = createFrameParser()
  const lines = createLineReader()
  return {
    read: (chunk) => frames.push(chunk).flatMap((frame) => lines.read(frame)),
    end: () => lines.end(),
  }
}
