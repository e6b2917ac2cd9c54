import { Camera, Network, PackageOpen, Unplug } from 'lucide-react'
import { exportFiles } from '#features/files'
import type { EngineCommand } from '../../shell/engine-command.ts'
import { commitContainer } from './ask-commit.ts'
import { connectNetwork, disconnectNetwork } from './ask-network.ts'
import type { ShownState } from './pending-containers.ts'
import type { ShownContainer } from './shown-container.ts'

type Containers = readonly ShownContainer[]

const STEADY: ReadonlySet<ShownState['kind']> = new Set(['running', 'paused', 'exited', 'created'])

const isOne = (containers: Containers) =>
  containers.length === 1 && containers.every(({ state }) => STEADY.has(state.kind))

/** What ties a container to networks, and what an image is made of it by. */
export function outsideCommands(): readonly EngineCommand<ShownContainer>[] {
  const shared = { group: 'outside', effect: 'change' } as const
  return [
    {
      ...shared,
      id: 'container.connect-network',
      label: 'Connect to network…',
      icon: Network,
      keywords: 'join attach alias ip address',
      appliesTo: isOne,
      run: ([container]) => container && connectNetwork(container),
    },
    {
      ...shared,
      id: 'container.disconnect-network',
      label: 'Disconnect from network…',
      icon: Unplug,
      keywords: 'leave remove isolate',
      appliesTo: (containers) =>
        isOne(containers) && containers.some(({ networks }) => networks.length > 0),
      run: ([container]) => container && disconnectNetwork(container),
    },
    {
      ...shared,
      id: 'container.commit',
      label: 'Commit to image…',
      icon: Camera,
      keywords: 'snapshot save create',
      appliesTo: isOne,
      run: ([container]) => container && commitContainer(container),
    },
    {
      ...shared,
      id: 'container.export',
      label: 'Export files…',
      icon: PackageOpen,
      keywords: 'tar filesystem download save',
      effect: 'read',
      appliesTo: (containers) => containers.length === 1,
      run: ([container]) => container && exportFiles(container),
    },
  ]
}
