import { create } from 'zustand'
import { readSettings, updateSettings } from '#features/settings'

interface Looked {
  readonly hosts: readonly string[]
}

/** The registries that were looked at since the window opened. */
export const useLooked = create<Looked>(() => ({ hosts: [] }))

/** Has a registry in the list, until the window closes. */
export function noteLook(host: string): void {
  useLooked.setState(({ hosts }) => ({ hosts: [...hosts.filter((one) => one !== host), host] }))
}

/** Has registries in the list from now on. */
export async function keepRegistries(hosts: readonly string[]): Promise<void> {
  const { registries } = await readSettings()
  await updateSettings({ registries: [...new Set([...registries, ...hosts])] })
}

/** Takes registries off the list; a login that is there keeps its own row. */
export async function dropRegistries(hosts: readonly string[]): Promise<void> {
  useLooked.setState((looked) => ({ hosts: looked.hosts.filter((one) => !hosts.includes(one)) }))
  const { registries } = await readSettings()
  if (!registries.some((one) => hosts.includes(one))) return
  await updateSettings({ registries: registries.filter((one) => !hosts.includes(one)) })
}
