import { setTimeout as delay } from 'node:timers/promises'
import type { World } from '../world.ts'
import { expect } from './fault-engine.ts'
import type { Fault, Place } from './faults.ts'
import { followLists, listsOfCli, type ListsOfOurs } from './lists.ts'
import { openOurSide, whenListening, whenLost, type OurSide } from './our-side.ts'
import { BUSY_CONTAINER, type Open, type OpenStream } from './streams.ts'

/** How soon we must know, in milliseconds, by the kind of the fault. */
const NOTICE_MS: Readonly<Record<Fault['kind'], number>> = {
  cut: 2000,
  // A heartbeat, and two pings that nobody answers.
  silent: 10_000,
  frozen: 10_000,
}

/** Connected, and listening to what happens, this soon after the engine can be reached again. */
const BACK_MS = 3000

/** What is not there by then is not late but missing. */
const MISSING_MS = 20_000

/** What came of one stream under one fault; measured as far as it got. */
export interface Trial {
  readonly stream: string
  readonly fault: string
  /** From the fault until the stream, or for a frozen engine the state, told of it. */
  noticedMs?: number
  /** From the moment when the engine can be reached until we listen to it again. */
  backMs?: number
}

/** Lets the fault strike the stream, and requires all that "survived" means. */
export async function runTrial(
  trial: Trial,
  { fault, open, place, world }: { fault: Fault; open: Open; place: Place; world: World },
): Promise<void> {
  const id = await world.run('busy', { command: BUSY_CONTAINER })
  const ours = await openOurSide(
    place.engine,
    fault.way === 'tcp' ? place.proxy.endpoint : undefined,
  )
  const lists = followLists(ours)
  const stream = open(ours, id)
  try {
    await flows(stream, world)
    await suffer(trial, { fault, place, world, ours, stream, lists })
    expect(trial.noticedMs).toBeLessThan(NOTICE_MS[fault.kind])
    expect(trial.backMs).toBeLessThan(BACK_MS)
    if (fault.kind === 'frozen') await flows(stream, world)
    else expect(await stream.end).toBe('interrupted')

    // Engines lock a container while its archive is read.
    stream.close()
    const again = open(ours, id)
    await flows(again, world)
    again.close()
    const truth = await listsOfCli(place.engine)
    await expect.poll(() => lists.current()).toEqual(truth)
  } finally {
    stream.close()
    lists.close()
    await ours.engines.close()
  }
}

interface Suffering {
  readonly fault: Fault
  readonly place: Place
  readonly world: World
  readonly ours: OurSide
  readonly stream: OpenStream
  readonly lists: ListsOfOurs
}

/** From the fault until all is well again. Whatever goes wrong, the engine is back afterwards. */
async function suffer(
  trial: Trial,
  { fault, place, world, ours, stream, lists }: Suffering,
): Promise<void> {
  const struck = performance.now()
  const told = fault.kind === 'frozen' ? whenLost(ours.engine) : stream.end
  void told.then(() => (trial.noticedMs = performance.now() - struck))
  let backAt: number | undefined
  void whenListening(ours.engine).then(() => (backAt = performance.now()))
  await fault.strike(place)
  // A question that is under way must not hold up those that come afterwards.
  lists.read()
  try {
    // Nobody tells us of it: only a list that is read again has it.
    const reach = fault.reachable?.(place)
    if (reach) await world.docker(...reach, 'network', 'create', world.name('meanwhile'))
    await expect
      .poll(() => trial.noticedMs, { timeout: MISSING_MS, message: 'the fault is noticed' })
      .toBeDefined()
    await delay(struck + (fault.lastsMs ?? 0) - performance.now())
  } finally {
    await fault.mend(place)
  }
  const mended = performance.now()
  await expect
    .poll(() => backAt, { timeout: MISSING_MS, message: 'the engine is back' })
    .toBeDefined()
  trial.backMs = Math.max(0, Number(backAt) - mended)
}

/** Something more comes. Every stream but that of events has a reason of its own. */
async function flows(stream: OpenStream, world: World): Promise<void> {
  const before = stream.came()
  await world.docker('tag', 'busybox:local', world.name('noise'))
  await expect.poll(() => stream.came()).toBeGreaterThan(before)
}
