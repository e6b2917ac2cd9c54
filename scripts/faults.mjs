// @ts-check
// Lets every fault strike every kind of stream, on a real engine of our own, and prints what came
// of it: one row a pair, then the figures that go with them. `npm test` runs a quick part of it.
import { showFigures } from './bench/show-figures.mjs'
import { countEndToEndTests } from './checks/end-to-end-tests.mjs'
import { runReported } from './checks/run-reported.mjs'
import { addTallies, describeTally } from './checks/tally.mjs'
import { countUnitTests } from './checks/unit-tests.mjs'
import { prepareEngineBinaries } from './engine/engine-binaries.mjs'
import { describeFaults, figuresIn } from './faults/describe-faults.mjs'
import { installDependencies } from './setup/install-dependencies.mjs'
import { runMain } from './setup/run-main.mjs'
import { SetupError, say } from './setup/say.mjs'

/** Those in `e2e/engines/` that break an engine or the way to it. */
const SPECS = ['decoy', 'faults', 'leftovers', 'log-lines']

await runMain(async () => {
  if (process.platform !== 'linux') {
    throw new SetupError('The faults need a Docker engine of their own, which needs Linux.')
  }
  await installDependencies()
  await prepareEngineBinaries()
  say('Every malformed answer, from every endpoint …')
  const hostile = await runHostileAnswers()
  say('Every fault, for every stream: about five minutes …')
  const { tally, report } = await runFaults()
  process.stdout.write(`\n${describeFaults(report).join('\n')}\n`)
  showFigures('beside them', figuresIn(report))
  const sum = addTallies([hostile, tally])
  process.stdout.write(`\n${describeTally(sum)}\n`)
  return sum.failed.length === 0 ? 0 : 1
})

function runHostileAnswers() {
  return runReported(
    (report) => ({
      args: [
        'vitest',
        'run',
        'electron/engine/hostile-answers.test.ts',
        '--reporter=dot',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ],
      env: process.env,
    }),
    countUnitTests,
  )
}

async function runFaults() {
  const files = SPECS.map((name) => `e2e/engines/${name}.spec.ts`)
  /** @type {import('./faults/describe-faults.mjs').Report} */
  let report = {}
  const tally = await runReported(
    (path) => ({
      args: ['playwright', 'test', ...files, '--reporter=list,json'],
      env: { ...process.env, PILOTHOUSE_FAULTS: 'all', PLAYWRIGHT_JSON_OUTPUT_NAME: path },
    }),
    (read) => countEndToEndTests((report = read)),
  )
  return { tally, report }
}
