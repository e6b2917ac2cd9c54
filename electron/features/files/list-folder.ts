import { EngineError } from '#shared/errors.ts'
import { segment, type Engine } from '../../engine/index.ts'
import { findShell } from '../terminal/index.ts'
import { listByArchive, type Telling } from './list-archive.ts'
import { listInside } from './list-inside.ts'
import type { Place } from './open-archive.ts'

interface How extends Telling {
  /** A program of ours may run in the container. */
  readonly mayRun: boolean
}

/**
 * Tells what is in a folder: by a shell of the container, which sees what is mounted in there and needs
 * a blink, or else by the engine's archive.
 */
export async function listFolder(engine: Engine, place: Place, how: How): Promise<void> {
  const { emit, signal } = how
  const isRunning = await runs(engine, place.id, signal)
  const shell = isRunning ? await shellOf(engine, place.id, signal) : undefined
  const lacksShell = isRunning && shell === undefined
  const inside =
    shell !== undefined && how.mayRun
      ? await listInside(engine, place, shell, signal).catch(unlessLeft(signal))
      : undefined
  if (inside) {
    emit({ kind: 'entries', entries: inside.entries })
    const extent = inside.isCut ? 'too-many' : 'whole'
    return emit({ kind: 'end', extent, seenFrom: 'inside', lacksShell })
  }
  const extent = await listByArchive(engine, place, how)
  emit({ kind: 'end', extent, seenFrom: 'archive', lacksShell })
}

async function runs(engine: Engine, id: string, signal: AbortSignal): Promise<boolean> {
  const { State } = await engine.docker({ signal }).getContainer(segment(id)).inspect()
  return State.Running && !State.Paused && !State.Restarting
}

/** One that has stopped in the meantime has none either. */
function shellOf(engine: Engine, id: string, signal: AbortSignal): Promise<string | undefined> {
  return findShell(engine, id, signal).catch((cause: unknown) => {
    const isNone = cause instanceof EngineError && /^(no-shell|conflict)$/.test(cause.code)
    if (isNone) return undefined
    throw cause
  })
}

/** Whatever keeps a program inside from telling, the archive may do. */
function unlessLeft(signal: AbortSignal) {
  return (cause: unknown) => {
    if (signal.aborted) throw cause
    return undefined
  }
}
