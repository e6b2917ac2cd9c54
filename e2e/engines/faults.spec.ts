import { ALL_FAULTS, test } from './fault-engine.ts'
import { FAULTS, type Fault } from './faults.ts'
import { STREAMS } from './streams.ts'
import { startTamperingProxy } from './tampering-proxy.ts'
import { runTrial, type Trial } from './trial.ts'

/** What `npm test` has time for: both ways to an engine, and both kinds of stream. */
const QUICK_STREAMS = new Set(['logs', 'exec'])
const QUICK_FAULTS = new Set(['SIGKILL', 'body cut'])

const isChosen = (stream: string, { name }: Fault) =>
  ALL_FAULTS || (QUICK_STREAMS.has(stream) && QUICK_FAULTS.has(name))

const pairs = FAULTS.flatMap((fault) =>
  Object.entries(STREAMS).map(([stream, open]) => ({ fault, stream, open })),
)
const chosen = pairs.filter(({ fault, stream }) => isChosen(stream, fault))

test.describe(`faults (${chosen.length} of ${pairs.length})`, () => {
  for (const { fault, stream, open } of chosen) {
    test(`${stream} survives ${fault.name}`, async ({ engine, world }) => {
      const trial: Trial = { stream, fault: fault.name }
      const proxy = await startTamperingProxy(engine.socketPath)
      try {
        await runTrial(trial, { fault, open, place: { engine, proxy }, world })
      } finally {
        await proxy.close()
        test.info().annotations.push({ type: 'trial', description: JSON.stringify(trial) })
      }
    })
  }
})
