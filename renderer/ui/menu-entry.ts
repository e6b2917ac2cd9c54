import type { LucideIcon } from 'lucide-react'

/** One line of a menu. A bound command is one. */
export interface MenuAction {
  readonly id: string
  readonly label: string
  readonly icon?: LucideIcon
  /** A chord, shown at the right. */
  readonly shortcut?: string
  readonly danger?: boolean
  readonly disabled?: boolean
  /** A mark in front: the one of several that holds. */
  readonly checked?: boolean
  /** One of several that are chosen in one go: the menu stays. */
  readonly keepsOpen?: boolean
  run(): void
}

export type MenuEntry = MenuAction | 'separator'

/** The actions with a line between groups, and before the first dangerous one. */
export function menuEntries(
  actions: readonly (MenuAction & { readonly group?: string })[],
): readonly MenuEntry[] {
  return actions.flatMap((action, index): readonly MenuEntry[] => {
    const before = actions[index - 1]
    const parted =
      before && (before.group !== action.group || (action.danger && !before.danger) === true)
    return parted ? ['separator', action] : [action]
  })
}
