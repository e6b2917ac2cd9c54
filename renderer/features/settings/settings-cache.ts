import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMediaQuery } from '#lib/use-media-query.ts'
import type { Settings } from '#shared/contract/settings.ts'
import { engine } from '../../ipc/client.ts'
import { queryClient } from '../../query-client.ts'

const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: () => engine.settings.get({}),
  // Questions silence themselves by writing to main: each look reads again.
  staleTime: 0,
})

/** What a fresh app has: used until main has answered. */
const DEFAULTS: Settings = {
  theme: 'system',
  removeWithoutAsking: [],
  logView: { wrap: true, stamps: false, stampStyle: 'local' },
  registries: [],
}

/** The same, for what is no component. */
export function readSettings(): Promise<Settings> {
  return queryClient.ensureQueryData(settingsQuery)
}

/** What the person has set. */
export function useSettings(): Settings {
  return useQuery(settingsQuery).data ?? DEFAULTS
}

/** Saves, and shows what main then holds. */
export async function updateSettings(patch: Partial<Settings>): Promise<void> {
  queryClient.setQueryData(settingsQuery.queryKey, await engine.settings.update(patch))
}

const DARK = '(prefers-color-scheme: dark)'

/** Whether the window is dark now, by the setting or by the system. */
export function useIsDark(): boolean {
  return useMediaQuery(DARK)
}

/** Turns to the other theme, and stays with it. */
export function toggleTheme(): Promise<void> {
  return updateSettings({ theme: window.matchMedia(DARK).matches ? 'light' : 'dark' })
}
