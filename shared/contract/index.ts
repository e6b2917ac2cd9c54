import '../ipc/without-eval.ts'
import { activity } from './activity.ts'
import { builds } from './builds.ts'
import { connections } from './connections.ts'
import { containers } from './containers.ts'
import { desktop } from './desktop.ts'
import { disk } from './disk.ts'
import { dock } from './dock.ts'
import { files } from './files.ts'
import { health } from './health.ts'
import { images } from './images.ts'
import { logs } from './logs.ts'
import { networks } from './networks.ts'
import { places } from './places.ts'
import { processes } from './processes.ts'
import { registries } from './registries.ts'
import { settings } from './settings.ts'
import { stats } from './stats.ts'
import { tasks } from './tasks.ts'
import { terminal } from './terminal.ts'
import { volumes } from './volumes.ts'

/** Everything that the window may ask of the main process. */
export const contract = {
  activity,
  builds,
  connections,
  containers,
  desktop,
  disk,
  dock,
  files,
  health,
  images,
  logs,
  networks,
  places,
  processes,
  registries,
  settings,
  stats,
  tasks,
  terminal,
  volumes,
}
export type AppContract = typeof contract
