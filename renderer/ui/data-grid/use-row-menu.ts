import { useState } from 'react'
import type { MenuAnchor } from '../menu.tsx'
import type { GridLines } from './grid-lines.ts'

interface OpenMenu {
  readonly id: string
  readonly anchor: MenuAnchor
  readonly open: boolean
}

/** The grid's one menu: for which row or group it is open. It stays open while that exists. */
export function useRowMenu<Row>({ ids, rows, groups }: GridLines<Row>) {
  const [menu, setMenu] = useState<OpenMenu>()
  const row = menu && rows[ids.indexOf(menu.id)]
  const group = menu && groups.get(menu.id)
  return {
    row,
    group,
    anchor: menu?.anchor,
    isOpen: menu?.open === true && (row !== undefined || group !== undefined),
    open: (id: string, anchor: MenuAnchor) => setMenu({ id, anchor, open: true }),
    close: () => setMenu((current) => current && { ...current, open: false }),
  }
}
