import {
  Box,
  Database,
  Hammer,
  HardDrive,
  KeyRound,
  Layers,
  Network,
  type LucideIcon,
} from 'lucide-react'
import type { PageId, ToolId } from './navigation.ts'

export interface PageInfo {
  readonly id: PageId
  readonly title: string
  readonly icon: LucideIcon
}

/** The pages of an engine in the order of the sidebar and of Ctrl+1, 2, 3… */
export const PAGES: readonly PageInfo[] = [
  { id: 'containers', title: 'Containers', icon: Box },
  { id: 'images', title: 'Images', icon: Layers },
  { id: 'volumes', title: 'Volumes', icon: Database },
  { id: 'networks', title: 'Networks', icon: Network },
  { id: 'builds', title: 'Builds', icon: Hammer },
  { id: 'registries', title: 'Registries', icon: KeyRound },
]

export interface ToolInfo {
  readonly id: ToolId
  readonly title: string
  readonly icon: LucideIcon
}

/** The other pages of an engine, after its lists. */
export const TOOLS: readonly ToolInfo[] = [{ id: 'disk', title: 'Disk usage', icon: HardDrive }]
