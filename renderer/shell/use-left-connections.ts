import { useMemo } from 'react'
import { useFolded } from '#features/connections'
import { useDock } from '#features/dock'

/** Those that have folded into another one, and that neither the page nor a tab of the dock shows. */
export function useLeftConnections(shown: readonly string[]): readonly string[] {
  const folded = useFolded()
  const tabs = useDock((dock) => dock.tabs)
  return useMemo(() => {
    const used = new Set([...shown, ...tabs.map(({ target }) => target.connection)])
    return folded.map(({ id }) => id).filter((id) => !used.has(id))
  }, [folded, tabs, shown])
}
