import type { AppContract } from '#shared/contract/index.ts'
import type { Settings } from '#shared/contract/settings.ts'
import { EngineError } from '#shared/errors.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import type { JsonFile } from '../../json-file.ts'

/** Settings live in one file; `apply` carries out what the desktop itself must do about them. */
export function settingsHandlers(
  file: JsonFile<Settings>,
  apply: (settings: Settings) => void,
): FeatureHandlers<AppContract['settings']> {
  return {
    get: async () => file.value,
    async update(changes) {
      const next = { ...file.value, ...withoutUndefined(changes) }
      apply(next)
      await file.save(next).catch(explain)
      return next
    },
  }
}

function withoutUndefined(changes: object): Partial<Settings> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
}

function explain(cause: Error): never {
  throw new EngineError({
    code: 'unexpected',
    message: 'Cannot save the settings: they hold until the app closes',
    hint: cause.message,
  })
}
