import { useEffect, useState } from 'react'
import type { EngineError } from '#shared/errors.ts'
import { engine } from '../../ipc/client.ts'
import { createJournalKeeper, type Journal } from './build-journal.ts'

interface Following {
  readonly of: string
  readonly journal?: Journal
  readonly error?: EngineError
}

/** Follows one build, and draws once for all that came since the last frame. */
export function useJournal(id: string) {
  const [turn, setTurn] = useState(0)
  const of = `${id} ${turn}`
  const [known, setKnown] = useState<Following>()
  useEffect(() => {
    const keeper = createJournalKeeper()
    let latest: Journal | undefined
    let frame = 0
    const draw = () => {
      frame = 0
      if (latest) setKnown({ of, journal: latest })
    }
    const leave = engine.builds.follow(
      { id },
      {
        onValue(news) {
          latest = keeper.take(news)
          if (frame === 0) frame = requestAnimationFrame(draw)
        },
        onEnd: (error) =>
          error && setKnown({ of, error, ...(latest !== undefined && { journal: latest }) }),
      },
    )
    return () => {
      cancelAnimationFrame(frame)
      leave()
    }
  }, [id, of])
  const now = known?.of === of ? known : undefined
  return { journal: now?.journal, error: now?.error, retry: () => setTurn(turn + 1) }
}
