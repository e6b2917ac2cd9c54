import type { AppContract } from '#shared/contract/index.ts'
import type { SavedDock } from '#shared/contract/dock.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import type { JsonFile } from '../../json-file.ts'

/** The dock's tabs and their places live in one file, from which the next window takes them. */
export function dockHandlers(file: JsonFile<SavedDock>): FeatureHandlers<AppContract['dock']> {
  return {
    get: async () => file.value,
    // A place that cannot be remembered is not worth a message.
    remember: (dock) => file.save(dock).catch(() => {}),
  }
}
