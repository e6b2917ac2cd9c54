import './ui/base.css'
import { createRoot } from 'react-dom/client'
import { followBuilds } from '#features/builds'
import { followSteering, tellOfCurrentChange } from '#features/connections'
import { followDiskUse } from '#features/disk'
import { rememberDock } from '#features/dock'
import { followRemovals } from '#features/images'
import { prepareLogHost } from '#features/logs'
import { followTasks, tellOfEnds } from '#features/tasks'
import { App } from './app.tsx'
import { registerCommands, runCommand, startShortcuts } from './commands/index.ts'
import { loadEmoji } from './fonts.ts'
import { engine } from './ipc/client.ts'
import { appCommands } from './shell/app-commands.ts'
import { engineCommands } from './shell/engine-commands.ts'
import { queryClient } from './query-client.ts'
import { followContainers } from './shell/follow-containers.ts'
import { registerObjects } from './shell/palette-objects.ts'
import { rememberRegions } from './shell/regions.ts'
import { lookForGpu } from './xterm/index.ts'

registerCommands(appCommands)
registerCommands(engineCommands)
registerObjects()
followContainers(queryClient)
startShortcuts()
rememberRegions()
tellOfCurrentChange()
followTasks()
followBuilds()
tellOfEnds()
followDiskUse()
followRemovals()
void rememberDock()
followSteering(queryClient)
engine.desktop.menuCommands({}, { onValue: (id) => void runCommand(id) })

const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
// What the first log and the first terminal would wait for, when there is nothing better to do.
for (const prepare of [prepareLogHost, lookForGpu, loadEmoji]) requestIdleCallback(() => prepare())
