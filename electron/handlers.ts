import type { AppContract } from '#shared/contract/index.ts'
import type { SavedDock } from '#shared/contract/dock.ts'
import type { Settings } from '#shared/contract/settings.ts'
import type { Engines, Scout } from './engine/index.ts'
import { activityHandlers } from './features/activity/index.ts'
import { buildHandlers, type BuildBook, type Sources } from './features/builds/index.ts'
import { connectionHandlers } from './features/connections/index.ts'
import { containerHandlers, type Trash } from './features/containers/index.ts'
import { desktopHandlers, type MenuListeners } from './features/desktop/index.ts'
import { diskHandlers } from './features/disk/index.ts'
import { dockHandlers } from './features/dock/index.ts'
import { fileHandlers } from './features/files/index.ts'
import { healthHandlers } from './features/health/index.ts'
import { imageHandlers } from './features/images/index.ts'
import { logHandlers } from './features/logs/index.ts'
import { networkHandlers } from './features/networks/index.ts'
import { placeHandlers } from './features/places/index.ts'
import { processHandlers } from './features/processes/index.ts'
import { registryHandlers } from './features/registries/index.ts'
import { settingsHandlers } from './features/settings/index.ts'
import { statsHandlers } from './features/stats/index.ts'
import { taskHandlers, type Tasks } from './features/tasks/index.ts'
import { terminalHandlers, type Sidecars } from './features/terminal/index.ts'
import { volumeHandlers } from './features/volumes/index.ts'
import type { Handlers } from './ipc/handlers.ts'
import type { JsonFile } from './json-file.ts'
import type { Notices } from './notices.ts'
import type { Logins, RegistryTrusts } from './registries/index.ts'
import type { ChosenPlaces } from './saving/chosen-places.ts'

interface Parts {
  readonly engines: Engines
  readonly sidecars: Sidecars
  readonly trash: Trash
  readonly scout: Scout
  readonly settings: JsonFile<Settings>
  readonly applySettings: (settings: Settings) => void
  readonly dock: JsonFile<SavedDock>
  readonly menuListeners: MenuListeners
  readonly notices: Notices
  readonly chosen: ChosenPlaces
  readonly tasks: Tasks
  readonly logins: Logins
  readonly sources: Sources
  readonly book: BuildBook
  readonly trusts: RegistryTrusts
}

/** Everything that answers the contract. */
export function createHandlers(parts: Parts): Handlers<AppContract> {
  const { engines, sidecars, trash, scout, settings, applySettings } = parts
  const { dock, menuListeners, notices, chosen, tasks, logins, trusts } = parts
  const { sources, book } = parts
  return {
    activity: activityHandlers(engines),
    builds: buildHandlers({ engines, tasks, chosen, sources, book }),
    connections: connectionHandlers(engines),
    containers: containerHandlers(engines, trash),
    desktop: desktopHandlers({ engines, menuListeners, notices, chosen }),
    disk: diskHandlers(engines, tasks),
    dock: dockHandlers(dock),
    files: fileHandlers({ engines, tasks, chosen }),
    health: healthHandlers(engines),
    images: imageHandlers({ engines, tasks, chosen }),
    logs: logHandlers(engines),
    networks: networkHandlers(engines),
    places: placeHandlers(scout),
    processes: processHandlers(engines),
    registries: registryHandlers(engines, { logins, trusts }),
    settings: settingsHandlers(settings, applySettings),
    stats: statsHandlers(engines),
    tasks: taskHandlers(tasks),
    terminal: terminalHandlers(engines, sidecars),
    volumes: volumeHandlers(engines),
  }
}
