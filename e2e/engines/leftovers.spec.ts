import { readdir } from 'node:fs/promises'
import type { PrivateEngine } from '../../scripts/engine/private-engine.mjs'
import { noteFigure } from './figures.ts'
import { ALL_FAULTS, expect, test } from './fault-engine.ts'
import { openOurSide } from './our-side.ts'
import { BUSY_CONTAINER, STREAMS, type OpenStream } from './streams.ts'

const OPENINGS = ALL_FAULTS ? 50 : 10

/** What the app has views of. */
const VIEWS = ['logs', 'exec', 'stats', 'events'] as const

/** The engine has timers and a collector of its own. */
const TOLERANCE = 2

/** Shells get their time to end, and a busy machine takes its own. */
const SETTLE_MS = 20_000

test(`${OPENINGS} openings and closings of ${VIEWS.join(', ')} leave nothing on the engine`, async ({
  engine,
  world,
}) => {
  test.slow(ALL_FAULTS, 'fifty of each')
  const id = await world.run('busy', { command: BUSY_CONTAINER })
  await openAndCloseAll(engine, id)
  let last: Load | undefined
  const before = await settled(engine, id, (load) => {
    const isSteady = load.goroutines === last?.goroutines && load.fds === last.fds
    last = load
    return isSteady && load.shells === 0
  })
  for (let opening = 0; opening < OPENINGS; opening++) await openAndCloseAll(engine, id)
  const after = await settled(
    engine,
    id,
    ({ goroutines, fds, shells }) =>
      goroutines <= before.goroutines + TOLERANCE && fds <= before.fds + TOLERANCE && shells === 0,
  )
  const unit = `after ${OPENINGS} openings`
  const more = (part: 'goroutines' | 'fds') => after[part] - before[part]
  noteFigure({ what: 'goroutines more', value: more('goroutines'), unit, limit: TOLERANCE })
  noteFigure({ what: 'fds more', value: more('fds'), unit, limit: TOLERANCE })
  noteFigure({ what: 'shells left', value: after.shells, unit, limit: 0 })
  expect(more('goroutines')).toBeLessThanOrEqual(TOLERANCE)
  expect(more('fds')).toBeLessThanOrEqual(TOLERANCE)
  expect(after.shells).toBe(0)
})

/** Each view once, all at a time, on a connection of its own that is closed as well. */
async function openAndCloseAll(engine: PrivateEngine, id: string): Promise<void> {
  const ours = await openOurSide(engine)
  const open = VIEWS.flatMap((view): OpenStream[] => {
    const stream = STREAMS[view]?.(ours, id)
    return stream ? [stream] : []
  })
  const flowing = open.filter((_stream, index) => VIEWS[index] !== 'events')
  await expect.poll(() => flowing.every((stream) => stream.came() > 0)).toBe(true)
  for (const stream of open) stream.close()
  await ours.engines.close()
}

interface Load {
  readonly goroutines: number
  readonly fds: number
  readonly shells: number
}

/** The load once it is as it should be, or what it is when time is up. */
async function settled(
  engine: PrivateEngine,
  id: string,
  isSettled: (load: Load) => boolean,
): Promise<Load> {
  let load = await loadOf(engine, id)
  const look = async () => isSettled((load = await loadOf(engine, id)))
  await expect
    .poll(look, { timeout: SETTLE_MS })
    .toBe(true)
    .catch(() => {})
  return load
}

async function loadOf(engine: PrivateEngine, id: string): Promise<Load> {
  const [stacks, fds, processes] = await Promise.all([
    engine.goroutines(),
    readdir(`/proc/${engine.pid}/fd`),
    engine.docker('top', id, '-o', 'pid,args'),
  ])
  return {
    goroutines: stacks.match(/^goroutine \d+/gm)?.length ?? 0,
    fds: fds.length,
    shells: processes.match(/ \/bin\/sh$/gm)?.length ?? 0,
  }
}
