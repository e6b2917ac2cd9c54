import { ALL_FAULTS, expect, test } from './fault-engine.ts'
import { noteFigure } from './figures.ts'
import { openLogView } from './log-view.ts'
import { openOurSide } from './our-side.ts'

const RESTARTS = ALL_FAULTS ? 5 : 2

/** Between two restarts, at least. */
const LINES_BETWEEN = 200

/** Numbers its lines; every tenth has 100 KB, which the engine keeps and sends in parts. */
const COUNTER = [
  'sh',
  '-c',
  "trap 'exit 0' TERM; long=$(head -c 100000 /dev/zero | tr '\\0' x); " +
    'while :; do n=$((n+1)); case $n in *0) echo "$n $long" ;; *) echo "$n" ;; esac; ' +
    'usleep 1000; done',
]

test(`no line of a log is lost or doubled over ${RESTARTS} engine restarts`, async ({
  engine,
  world,
}) => {
  const id = await world.run('counter', { command: COUNTER })
  const ours = await openOurSide(engine)
  const view = openLogView(ours, id)
  try {
    for (let restart = 0; restart < RESTARTS; restart++) {
      const before = view.lines().length
      await expect.poll(() => view.lines().length).toBeGreaterThan(before + LINES_BETWEEN)
      await (restart % 2 === 0 ? engine.kill() : engine.terminate())
      await engine.start()
    }
    const before = view.lines().length
    await expect.poll(() => view.lines().length).toBeGreaterThan(before + LINES_BETWEEN)
    await world.docker('stop', id)
    await expect.poll(() => view.phase()).toBe('ended')

    // What the engine itself lost as it was killed is not ours to show: its own log is the truth.
    const truth = (await world.docker('logs', id)).split('\n')
    const { lost, doubled } = compare(truth, view.lines())
    noteFigure({ what: 'lines', value: truth.length, unit: 'lines' })
    noteFigure({
      what: `lost over ${RESTARTS} restarts`,
      value: lost.length,
      unit: 'lines',
      limit: 0,
    })
    noteFigure({
      what: `doubled over ${RESTARTS} restarts`,
      value: doubled.length,
      unit: 'lines',
      limit: 0,
    })
    const notes = [`── ${id} exited (0) ──`]
    expect({ lost, doubled, notes: view.notes() }).toEqual({ lost: [], doubled: [], notes })
    expect(firstDifference(truth.join(''), view.lines().join(''))).toBe(undefined)
  } finally {
    view.close()
    await ours.engines.close()
  }
})

/** By their numbers. A line that the engine was killed in goes on under a stamp of its own. */
function compare(truth: readonly string[], seen: readonly string[]) {
  const numbers = new Set<string>()
  const doubled: string[] = []
  for (const number of seen.flatMap(numberOf)) {
    if (numbers.has(number)) doubled.push(number)
    numbers.add(number)
  }
  return { lost: truth.flatMap(numberOf).filter((number) => !numbers.has(number)), doubled }
}

function numberOf(line: string): readonly string[] {
  return /^\d+/.exec(line) ?? []
}

/** Where two texts differ, with what stands there; far too long to be shown whole. */
function firstDifference(one: string, other: string): object | undefined {
  if (one === other) return undefined
  let at = 0
  while (one[at] === other[at]) at++
  const around = (text: string) => text.slice(at - 20, at + 20)
  return { at, lengths: [one.length, other.length], texts: [around(one), around(other)] }
}
