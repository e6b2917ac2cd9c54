import type { QueryClient } from '@tanstack/react-query'
import { engineElsewhere } from '#features/connections'
import { engine } from '../../ipc/client.ts'
import type { Consent } from '#lib/consent.ts'
import { settleMany, type Outcome } from '#lib/settle-many.ts'
import { asEngineError } from '#shared/errors.ts'
import { toastOutcome } from '#ui/toast-outcome.ts'
import { containerList } from './container-list.ts'
import { pendingKey, showPending, type PendingState } from './pending-containers.ts'
import { goesForGood, needsForce, takesVolumes, type Removal } from './removal.ts'
import type { ShownContainer } from './shown-container.ts'

/** One thing that can be done to a container, and how it is told. */
export interface ContainerAction {
  /** `Stop`: in questions and on buttons. */
  readonly verb: string
  /** `Stopped`: in the toast afterwards. */
  readonly did: string
  /** How its row shows while the engine is at it. */
  readonly pending?: PendingState
  /** What is lost by it, where something is. */
  readonly consequence?: string
  /** It ends the processes: an auto-remove container goes with them. */
  readonly ends?: true
  /** What takes it back. */
  readonly undo?: () => ContainerAction
  ask(container: ShownContainer, consent: Consent): Promise<unknown>
}

const ref = ({ connection, id }: ShownContainer) => ({ connection, id })

export const startAction: ContainerAction = {
  verb: 'Start',
  did: 'Started',
  pending: { kind: 'being-started' },
  undo: () => stopAction,
  ask: (container, consent) => engine.containers.start(ref(container), consent),
}

export const stopAction: ContainerAction = {
  verb: 'Stop',
  did: 'Stopped',
  pending: { kind: 'being-stopped' },
  ends: true,
  undo: () => startAction,
  ask: (container, consent) => engine.containers.stop(ref(container), consent),
}

export const restartAction: ContainerAction = {
  verb: 'Restart',
  did: 'Restarted',
  pending: { kind: 'restarting' },
  ask: (container, consent) => engine.containers.restart(ref(container), consent),
}

export const pauseAction: ContainerAction = {
  verb: 'Pause',
  did: 'Paused',
  pending: { kind: 'paused' },
  ask: (container, consent) => engine.containers.pause(ref(container), consent),
}

export const unpauseAction: ContainerAction = {
  verb: 'Unpause',
  did: 'Unpaused',
  pending: { kind: 'running' },
  ask: (container, consent) => engine.containers.unpause(ref(container), consent),
}

export const killAction: ContainerAction = {
  verb: 'Kill',
  did: 'Killed',
  consequence: 'Its processes end at once, and cannot save their work first.',
  pending: { kind: 'being-stopped' },
  ends: true,
  ask: (container, consent) => engine.containers.kill(ref(container), consent),
}

/** Puts what is in the trash back as it was. */
export const restoreAction: ContainerAction = {
  verb: 'Restore',
  did: 'Restored',
  ask: (container, consent) => engine.containers.restore(ref(container), consent),
}

/**
 * Removes, into the trash or for good; a container that is gone already is as good as removed. Force
 * is only for those that the person was told will be killed: one that has started since then is
 * refused by the engine.
 */
export function removeAction(removal: Removal): ContainerAction {
  return {
    verb: 'Remove',
    did: 'Removed',
    pending: { kind: 'removing' },
    async ask(container, consent) {
      try {
        await removeOne(container, removal, consent)
      } catch (cause) {
        if (asEngineError(cause).code !== 'not-found') throw cause
      }
    },
  }
}

function removeOne(
  container: ShownContainer,
  removal: Removal,
  consent: Consent,
): Promise<unknown> {
  const volumes = takesVolumes(container, removal)
  if (!goesForGood(container, removal)) {
    return engine.containers.trash({ ...ref(container), volumes }, consent)
  }
  const force = needsForce(container)
  return engine.containers.remove({ ...ref(container), force, volumes }, consent)
}

/**
 * Does it to all of them, shows it in their rows at once, and says how it went; with `undo`, which
 * is given those that it was done to and gives the way back if there is one.
 */
export async function act(
  client: QueryClient,
  action: ContainerAction,
  containers: readonly ShownContainer[],
  consent: Consent,
  undo?: (done: readonly ShownContainer[]) => (() => void) | undefined,
): Promise<Outcome<ShownContainer>> {
  const outcome = await settleMany(containers, (container) =>
    actOnOne(client, action, container, consent),
  )
  const words = {
    did: action.did,
    noun: 'container',
    nameOf: ({ name }: ShownContainer) => name,
    engineOf: engineElsewhere,
  }
  toastOutcome(outcome, words, undo?.(outcome.done))
  return outcome
}

/** The row shows the pending state until the list holds what the engine made of it. */
async function actOnOne(
  client: QueryClient,
  action: ContainerAction,
  container: ShownContainer,
  consent: Consent,
) {
  const { connection, id } = container
  const done = action.pending
    ? showPending([pendingKey(connection, id)], action.pending)
    : undefined
  try {
    await action.ask(container, consent)
  } finally {
    await containerList(client, connection)
      .refresh([id])
      .catch(() => {})
    done?.()
  }
}
