import { testActions } from './actions.ts'
import { testAttach } from './attach.ts'
import { testBuildFolders } from './build-folders.ts'
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
import { test } from './test.ts'
import { testTrash } from './trash.ts'

// Once for each engine that was chosen: playwright.config.ts. The marks: scripts/engine/engine-kinds.mjs.
test.describe('of the engine', () => {
  testLists()
  testActions()
  testTrash()
  testRecreating()
  testEndings()
  testExecOptions()
  testAttach()
  testDebugShells()
  testContainerFacts()
  testProcesses()
  testHealth()
  testRefusals()
})
test.describe('of its machine', { tag: '@machine' }, () => {
  testFacts()
  testRunning()
  testEvents()
  testLogs()
  testShells()
  testFiles()
  testFileChanges()
  testStats()
})
test.describe('of its image store', { tag: '@images' }, () => {
  testImageList()
  testImageLayers()
  testImageWork()
  testBuilds()
  testBuildFolders()
  testBuildWindow()
  testBuildSessions()
  testLogins()
  testDisk()
})
