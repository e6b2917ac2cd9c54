import { createHashHistory } from '@tanstack/react-router'

/** The pages that show an engine's objects. Their ids are the first words of their commands. */
export type PageId = 'containers' | 'images' | 'volumes' | 'networks' | 'builds' | 'registries'

/** The pages of an engine that are no list of its objects. */
export type ToolId = 'disk'

/** Where a person can be. `id` and `tab`: an object with its details open. */
export type Place =
  | {
      readonly page: PageId
      readonly connection: string
      readonly id?: string | undefined
      readonly tab?: string | undefined
    }
  | { readonly page: ToolId; readonly connection: string }
  | { readonly page: 'settings' | 'welcome' }
  | { readonly page: 'connections'; readonly id?: string; readonly tab?: string }
  /** The containers of every engine, in one list. */
  | { readonly page: 'all-engines'; readonly id?: string; readonly tab?: string }

/** The window's own history, so that commands can go places without being in React. */
export const history = createHashHistory()

/** Goes to a place. `replace`: without a step back to where one was. */
export function goTo(place: Place, options: { readonly replace?: boolean } = {}): void {
  const path = pathOf(place)
  if (options.replace === true) history.replace(path)
  else history.push(path)
}

/** The path of a place, as it stands after the `#`. */
export function pathOf(place: Place): string {
  const page = 'connection' in place ? [place.connection, place.page] : [place.page]
  const { id, tab } = { id: undefined, tab: undefined, ...place }
  const object = id === undefined ? [] : [id, tab ?? 'overview']
  return `/${[...page, ...object].map(encodeURIComponent).join('/')}`
}

/** The first part of the path of the list of all engines; no connection has this id. */
export const ALL_ENGINES = 'all-engines'

/** The first parts of paths that are no connection's. */
const WITHOUT_CONNECTION = new Set([ALL_ENGINES, 'connections'])

/** Whether this is the path of that list. */
export function isAllEngines(pathname: string): boolean {
  return pathname === `/${ALL_ENGINES}` || pathname.startsWith(`/${ALL_ENGINES}/`)
}

/** The connection whose objects the window shows now, or showed last. */
export function connectionInView(): string | undefined {
  const [, first = '', second = ''] = history.location.pathname.split('/')
  if (second !== '' && !WITHOUT_CONNECTION.has(first)) lastConnection = decodeURIComponent(first)
  return lastConnection
}

/** Settings belong to no connection; the sidebar still leads back to the lists. */
let lastConnection: string | undefined
