import { ENGINE_KINDS, type EngineName } from '../../scripts/engine/engine-kinds.mjs'
import { testActions } from './actions.ts'
import { testEvents } from './events.ts'
import { testFacts } from './facts.ts'
import { testLists } from './peer-lists.ts'
import { testLogs } from './logs.ts'
import { testRefusals } from './refusals.ts'
import { testShells } from './shells.ts'
import { testStats } from './stats.ts'
import { test } from './test.ts'

/** Names of engines, with commas; set by `npm run test:engines`. */
const CHOSEN = process.env['PILOTHOUSE_ENGINES'] ?? 'docker-20.10'

for (const engineName of CHOSEN.split(',') as EngineName[]) {
  test.describe(ENGINE_KINDS[engineName].title, () => {
    test.use({ engineName })
    testFacts()
    testLists()
    testActions()
    testEvents()
    testLogs()
    testShells()
    testStats()
    testRefusals()
  })
}
