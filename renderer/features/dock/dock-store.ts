import { create } from 'zustand'
import type { DockTab, DockTarget } from './dock-tab.ts'

export interface DockState {
  readonly tabs: readonly DockTab[]
  readonly active: string | undefined
  readonly open: boolean
  readonly maximised: boolean
  openLogs(target: DockTarget): void
  openTerminal(target: DockTarget): void
  activate(tabId: string): void
  close(tabId: string): void
  toggle(): void
  toggleMaximised(): void
}

/** The dock's tabs, and how it stands. */
export const useDock = create<DockState>()(() => ({
  tabs: [],
  active: undefined,
  open: false,
  maximised: false,
  openLogs() {},
  openTerminal() {},
  activate() {},
  close() {},
  toggle() {},
  toggleMaximised() {},
}))
