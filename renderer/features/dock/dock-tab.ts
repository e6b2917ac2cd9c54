/** A container whose logs or shell a tab shows. */
export interface DockTarget {
  readonly connection: string
  readonly id: string
  readonly name: string
}

export type DockTabKind = 'logs' | 'terminal'

export interface DockTab {
  readonly id: string
  readonly kind: DockTabKind
  readonly target: DockTarget
}
