import { createHashHistory } from '@tanstack/react-router'

/** The pages that show an engine's objects. Their ids are the first words of their commands. */
export type PageId = 'containers' | 'images' | 'volumes' | 'networks'

/** Where a person can be. `id` and `tab`: an object with its details open. */
export type Place =
  | {
      readonly page: PageId
      readonly connection: string
      readonly id?: string | undefined
      readonly tab?: string | undefined
    }
  | { readonly page: 'settings' | 'welcome' | 'connections' }

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
  if (!('connection' in place)) return `/${place.page}`
  const { connection, page, id, tab } = place
  const object = id === undefined ? [] : [id, tab ?? 'overview']
  return `/${[connection, page, ...object].map(encodeURIComponent).join('/')}`
}

/** The connection whose objects the window shows now, or showed last. */
export function connectionInView(): string | undefined {
  const [, first = '', second = ''] = history.location.pathname.split('/')
  if (second !== '') lastConnection = decodeURIComponent(first)
  return lastConnection
}

/** Settings belong to no connection; the sidebar still leads back to the lists. */
let lastConnection: string | undefined
