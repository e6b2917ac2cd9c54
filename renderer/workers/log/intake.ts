import { createFrameParser } from '#shared/frames.ts'
import { createByteLineReader, type LinePart } from './byte-lines.ts'

/** One reading of a log: bytes in. */
export interface Intake {
  /**
   * Throws `FrameError` on bytes that are no frames. `done` is called when they are put in; what
   * is not waits for other containers, and more of it should not come.
   */
  take(chunk: Uint8Array, done?: () => void): void
  /** Takes in what was kept of a stream that has ended in order. */
  end(): void
  /** Nothing more comes, however it ended. */
  leave?(): void
}

/** The reading of what lies before the first line. */
export interface OlderIntake extends Intake {
  /** How many lines there are so far. */
  readonly lines: number
  /** It has met the first line: what still comes is known. */
  readonly isMet: boolean
}

/** Makes parts of lines of a stream of frames. */
export interface PartReader {
  /** They are views of the chunk. */
  read(chunk: Uint8Array): readonly LinePart[]
  end(): readonly LinePart[]
}

/** For whoever does not use the parts at once. */
export function createPartReader(): PartReader {
  let parts: LinePart[] = []
  const intake = intakeOf((part) => parts.push(part))
  const made = () => {
    const all = parts
    parts = []
    return all
  }
  return {
    read(chunk) {
      intake.take(chunk)
      return made()
    },
    end() {
      intake.end()
      return made()
    },
  }
}

/** Gives each part to whoever uses it at once. */
export function intakeOf(onPart: (part: LinePart) => void): Intake {
  const frames = createFrameParser({ asViews: true })
  const lines = createByteLineReader(onPart)
  return {
    take(chunk, done) {
      for (const { stream, payload } of frames.push(chunk)) {
        lines.read(stream === 'stderr' ? 'stderr' : 'stdout', payload)
      }
      done?.()
    },
    end: () => lines.end(),
  }
}
