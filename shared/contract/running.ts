import type { ContainerState } from './containers.ts'

/** How far the layers of an image have come. */
export interface PullProgress {
  readonly image: string
  /** As far as the engine has named them. */
  readonly layers: number
  /** Of these, what is there: also those that were there before. */
  readonly layersDone: number
  /** Of the layers whose size is known. */
  readonly bytes: number
  readonly totalBytes: number
}

/** How far a pull is; the last one names what the engine has now. */
export type PullStep =
  | ({ readonly kind: 'pulling' } & PullProgress)
  | { readonly kind: 'done'; readonly id: string }

/** How a container comes to run. The last one says that it is done. */
export type RunProgress =
  | ({ readonly kind: 'pulling' } & PullProgress)
  | { readonly kind: 'creating' }
  | { readonly kind: 'starting' }
  | {
      readonly kind: 'done'
      readonly id: string
      readonly name: string
      /** What the engine did not do as it was asked, in its own words. */
      readonly warnings: readonly string[]
    }

/** What the engine, or the machine that it is on, has in the way of such a container. */
export type RunObstacle =
  | { readonly kind: 'name-taken'; readonly id: string; readonly state: ContainerState['kind'] }
  | { readonly kind: 'image-missing' }
  | { readonly kind: 'network-missing'; readonly network: string }
  /** Made anew, and empty. */
  | { readonly kind: 'volume-missing'; readonly volume: string }
  | {
      readonly kind: 'port-taken'
      /** `8080`, on the host. */
      readonly hostPort: number
      readonly protocol: string
      /** By another container; else by a program of this machine, which may keep its name to itself. */
      readonly container?: { readonly id: string; readonly name: string }
      readonly program?: string
    }
  /** A path of this machine. Where `isMade`, the engine makes an empty folder of it. */
  | { readonly kind: 'path-missing'; readonly path: string; readonly isMade: boolean }
