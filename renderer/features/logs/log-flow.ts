import type { LogPiece } from './log-piece.ts'

/** Often enough to look live; drawing each block by itself costs three times as much. */
export const DRAW_MS = 50

/** What of a log waits to be drawn. */
export interface LogFlow {
  /** Takes pieces in; `taken` is called when they are drawn. */
  push(pieces: readonly LogPiece[], taken: () => void): void
  /** Looks again whether it may draw. */
  pump(): void
  stop(): void
}

export interface FlowOptions {
  /** False while the reader's place must not move: then all waits, and so does the engine. */
  mayDraw(): boolean
  draw(pieces: readonly LogPiece[], done: () => void): void
}

/** Gathers what comes within 50 ms, and draws it at once; the first piece does not wait. */
export function createLogFlow({ mayDraw, draw }: FlowOptions): LogFlow {
  let waiting: { readonly pieces: readonly LogPiece[]; readonly taken: () => void }[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  function drawAll(): void {
    if (waiting.length === 0 || !mayDraw()) return
    const all = waiting
    waiting = []
    const done = () => {
      for (const { taken } of all) taken()
    }
    draw(
      all.flatMap(({ pieces }) => pieces),
      done,
    )
  }

  function pump(): void {
    if (timer !== undefined) return
    drawAll()
    timer = setTimeout(() => {
      timer = undefined
      if (waiting.length > 0 && mayDraw()) pump()
    }, DRAW_MS)
  }

  return {
    push(pieces, taken) {
      waiting.push({ pieces, taken })
      pump()
    },
    pump,
    stop() {
      clearTimeout(timer)
      timer = undefined
      waiting = []
    },
  }
}
