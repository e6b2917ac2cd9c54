import type { AppContract } from '#shared/contract/index.ts'
import type { Engines } from '../../engine/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import { browse, type RegistryFiles } from './browse.ts'
import { deleteTag, lookAtRemoval } from './delete-tag.ts'
import { logIn } from './log-in.ts'
import { searchHub } from './search-hub.ts'

/** What the window sees of registries, and does there. */
export function registryHandlers(
  engines: Engines,
  files: RegistryFiles,
): FeatureHandlers<AppContract['registries']> {
  const { logins } = files
  return {
    list: (_connection, { signal }) => logins.list(signal),
    login: ({ connection, ...login }, { signal }) =>
      logIn(engines.get(connection), logins, login, signal),
    logout: ({ host }, { signal }) => logins.forget(host, signal),
    async repositories({ connection, host, after }, { signal }) {
      const api = await browse(engines.get(connection), files, host, signal)
      return api.repositories(after, signal)
    },
    async tags({ connection, host, repository, after }, { signal }) {
      const api = await browse(engines.get(connection), files, host, signal)
      return api.tags(repository, after, signal)
    },
    async removal({ connection, host, ...tag }, { signal }) {
      return lookAtRemoval(await browse(engines.get(connection), files, host, signal), tag, signal)
    },
    async deleteTag({ connection, host, ...tag }, { signal }) {
      return deleteTag(await browse(engines.get(connection), files, host, signal), tag, signal)
    },
    search: ({ connection, term }, { signal }) => searchHub(engines.get(connection), term, signal),
  }
}
