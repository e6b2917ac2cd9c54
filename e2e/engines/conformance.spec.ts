import { testActions } from './actions.ts'
import { testAttach } from './attach.ts'
import { testBuildSessions } from './build-session.ts'
import { testBuilds } from './builds.ts'
import { testBuildWindow } from './build-window.ts'
import { testContainerFacts } from './container-facts.ts'
import { testDebugShells } from './debug-shells.ts'
import { testDisk } from './disk.ts'
import { testEndings } from './endings.ts'
import { testEvents } from './events.ts'
import { testFacts } from './facts.ts'
import { testFileChanges } from './file-changes.ts'
import { testFiles } from './files.ts'
import { testHealth } from './health.ts'
import { testImageList } from './image-list.ts'
import { testImageLayers } from './image-layers.ts'
import { testImageWork } from './image-work.ts'
import { testLogins } from './logins.ts'
import { testLists } from './peer-lists.ts'
import { testLogs } from './logs.ts'
import { testProcesses } from './processes.ts'
import { testRecreating } from './recreating.ts'
import { testRefusals } from './refusals.ts'
import { testRunning } from './run-container.ts'
import { testExecOptions, testShells } from './shells.ts'
import { testStats } from './stats.ts'
import { testTrash } from './trash.ts'

// Once for each engine that was chosen: playwright.config.ts.
testFacts()
testLists()
testActions()
testRunning()
testTrash()
testRecreating()
testEvents()
testEndings()
testLogs()
testShells()
testExecOptions()
testAttach()
testDebugShells()
testContainerFacts()
testFileChanges()
testFiles()
testImageList()
testImageLayers()
testImageWork()
testBuilds()
testBuildWindow()
testLogins()
testProcesses()
testHealth()
testStats()
testDisk()
testBuildSessions()
testRefusals()
