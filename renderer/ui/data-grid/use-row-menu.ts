import { useState } from 'react'
import type { MenuAnchor } from '../menu.tsx'

interface OpenMenu {
  readonly id: string
  readonly anchor: MenuAnchor
  readonly open: boolean
}

/** The grid's one menu: for which row it is open. It stays open while that row exists. */
export function useRowMenu<Row>(rows: readonly Row[], ids: readonly string[]) {
  const [menu, setMenu] = useState<OpenMenu>()
  const row = menu && rows[ids.indexOf(menu.id)]
  return {
    row,
    anchor: menu?.anchor,
    isOpen: menu?.open === true && row !== undefined,
    open: (id: string, anchor: MenuAnchor) => setMenu({ id, anchor, open: true }),
    close: () => setMenu((current) => current && { ...current, open: false }),
  }
}
