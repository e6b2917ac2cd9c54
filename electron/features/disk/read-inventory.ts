import { LIST_DEADLINE_MS, type Engine } from '../../engine/index.ts'
import type { RawImage } from '../images/index.ts'
import type { RawVolume } from '../volumes/index.ts'
import type { Inventory, RawContainer, RawDiskNetwork } from './raw.ts'

/** What the engine has just now; quick, as nothing is measured. */
export async function readInventory(engine: Engine, signal: AbortSignal): Promise<Inventory> {
  const docker = engine.docker({ signal, deadlineMs: LIST_DEADLINE_MS })
  const [containers, images, volumes, networks] = await Promise.all([
    docker.listContainers({ all: true }) as Promise<readonly RawContainer[]>,
    docker.listImages() as Promise<readonly RawImage[]>,
    docker.listVolumes() as Promise<{ readonly Volumes?: readonly RawVolume[] | null }>,
    docker.listNetworks() as Promise<readonly RawDiskNetwork[]>,
  ])
  for (const { Id, Name } of networks) engine.names.remember(Id, Name)
  return { containers, images, volumes: volumes.Volumes ?? [], networks }
}
