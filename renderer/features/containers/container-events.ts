import type { EngineEvent } from '#shared/contract/activity.ts'
import { parseParkedName } from '#shared/parking/parked-name.ts'
import type { ContainerState, ContainerSummary, Health } from '#shared/contract/containers.ts'

/** What one event means for its container's row. */
export type RowChange =
  /** Nothing that the list shows. */
  | { readonly kind: 'none' }
  | { readonly kind: 'gone' }
  /** Too little to go by: ask the engine for this container. */
  | { readonly kind: 'ask' }
  /** Show this at once; the engine is asked for the rest. */
  | { readonly kind: 'patch'; readonly patch: Partial<ContainerSummary> }

/** Events about what goes on inside or beside a container. The list shows none of it. */
const SILENT: ReadonlySet<string> = new Set([
  'archive-path',
  'attach',
  'commit',
  'copy',
  'detach',
  'exec_create',
  'exec_detach',
  'exec_die',
  'exec_start',
  'export',
  'extract-to-dir',
  // A signal was sent; `die` follows if it ended anything.
  'kill',
  'oom',
  'resize',
  'top',
])

/** What an event of type `container` changes in the list. */
export function rowChange(event: EngineEvent): RowChange {
  if (SILENT.has(event.action)) return { kind: 'none' }
  if (event.action === 'destroy') return { kind: 'gone' }
  const patch = patchOf(event)
  return patch ? { kind: 'patch', patch } : { kind: 'ask' }
}

function patchOf({ action, attributes }: EngineEvent): Partial<ContainerSummary> | undefined {
  if (action === 'rename') return nameFrom(attributes)
  const state = stateAfter(action, attributes)
  return state && { state }
}

function nameFrom({ name: given, oldName }: EngineEvent['attributes']) {
  // The engine writes names with a slash in some answers and without it in others.
  const [name, before] = [given, oldName].map((text) => text?.replace(/^\//, '') ?? '')
  // What is put aside, or comes back, changes in more than its name.
  const isOurs = [name, before].some((one) => one && parseParkedName(one))
  return name && !isOurs ? { name } : undefined
}

function stateAfter(
  action: string,
  attributes: EngineEvent['attributes'],
): ContainerState | undefined {
  switch (action) {
    case 'start':
    case 'unpause':
      return { kind: 'running' }
    case 'pause':
      return { kind: 'paused' }
    case 'die':
      return exited(attributes['exitCode'])
    case 'health_status':
      return healthFrom(attributes['health'])
    default:
      return undefined
  }
}

function exited(code: string | undefined): ContainerState | undefined {
  const exitCode = Number.parseInt(code ?? '', 10)
  return Number.isNaN(exitCode) ? undefined : { kind: 'exited', exitCode }
}

function healthFrom(health: string | undefined): ContainerState | undefined {
  return isHealth(health) ? { kind: 'running', health } : undefined
}

function isHealth(word: string | undefined): word is Health {
  return word === 'starting' || word === 'healthy' || word === 'unhealthy'
}
