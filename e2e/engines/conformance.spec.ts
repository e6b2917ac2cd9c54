import { testActions } from './actions.ts'
import { testEvents } from './events.ts'
import { testFacts } from './facts.ts'
import { testLists } from './peer-lists.ts'
import { testLogs } from './logs.ts'
import { testRefusals } from './refusals.ts'
import { testShells } from './shells.ts'
import { testStats } from './stats.ts'

// Once for each engine that was chosen: playwright.config.ts.
testFacts()
testLists()
testActions()
testEvents()
testLogs()
testShells()
testStats()
testRefusals()
