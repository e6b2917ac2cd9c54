import { ALL_FAULTS, expect, test } from './fault-engine.ts'
import { noteFigure } from './figures.ts'
import { openMergedView } from './log-view.ts'
import { openOurSide } from './our-side.ts'

const RESTARTS = ALL_FAULTS ? 5 : 2

/** Between two restarts, at least. */
const LINES_BETWEEN = 300

const NAMES = ['one', 'two', 'three']

/** Numbers its lines. */
const counter = (name: string) => [
  'sh',
  '-c',
  `trap 'exit 0' TERM; while :; do n=$((n+1)); echo "${name} $n"; usleep 3000; done`,
]

test(`of several logs no line is lost or doubled over ${RESTARTS} engine restarts`, async ({
  engine,
  world,
}) => {
  const ids = await Promise.all(NAMES.map((name) => world.run(name, { command: counter(name) })))
  const ours = await openOurSide(engine)
  const view = openMergedView(ours, ids)
  try {
    for (let restart = 0; restart < RESTARTS; restart++) {
      const before = view.lines().length
      await expect.poll(() => view.lines().length).toBeGreaterThan(before + LINES_BETWEEN)
      await (restart % 2 === 0 ? engine.kill() : engine.terminate())
      await engine.start()
    }
    const before = view.lines().length
    await expect.poll(() => view.lines().length).toBeGreaterThan(before + LINES_BETWEEN)
    await world.docker('stop', ...ids)
    await expect.poll(() => view.phase()).toBe('ended')
    await expect.poll(() => view.notes().length).toBe(NAMES.length)

    // What the engine itself lost as it was killed is not ours to show: its own log is the truth.
    const logs = await Promise.all(ids.map((id) => world.docker('logs', id)))
    const truth = logs.map((log) => log.split('\n'))
    const seen = NAMES.map((name) => view.lines().filter((line) => line.startsWith(`${name} `)))
    noteFigure({ what: 'lines of 3 logs', value: truth.flat().length, unit: 'lines' })
    expect(seen.map(({ length }) => length)).toEqual(truth.map(({ length }) => length))
    expect(seen).toEqual(truth)
    const notes = NAMES.map((name) => `── ${world.name(name)} exited (0) ──`)
    expect(view.notes().toSorted()).toEqual(notes.toSorted())
  } finally {
    view.close()
    await ours.engines.close()
  }
})
