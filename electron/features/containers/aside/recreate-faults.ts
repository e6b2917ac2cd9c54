import { asEngineError, EngineError } from '#shared/errors.ts'
import { withReason, type Engine } from '../../../engine/index.ts'
import type { Parked } from './park.ts'

/** A recreation that did not come about. */
interface Failed {
  readonly engine: Engine
  readonly name: string
  readonly cause: unknown
}

/** Why it did not, said of the container that a person sees; what they took back needs no reason. */
export function fault(failed: Failed, wasPutBack: boolean): EngineError {
  const error = asEngineError(failed.cause)
  if (error.code === 'cancelled') return error
  return saying(failed, wasPutBack ? '. The old one was put back as it was' : '')
}

/** The same, where something of the new one is left. */
export function faultWithLeftover(failed: Failed, left: EngineError, wasPutBack: boolean) {
  const back = wasPutBack ? 'The old one was put back as it was, but the' : 'The'
  const error = saying(
    failed,
    `. ${back} new one could not be removed: ${lowerFirst(left.message)}`,
  )
  return new EngineError({
    ...error.toShape(),
    hint: 'What is left of it is in the trash, or among the volumes.',
  })
}

/** The same, where even the way back failed. */
export function faultAndNoWayBack(failed: Failed, failure: unknown, isAside: boolean) {
  const { message, engineMessage } = asEngineError(failure)
  const what = isAside ? 'old one could not be put back' : 'new one could not be removed'
  const error = saying(failed, `. The ${what}: ${lowerFirst(message)}`)
  return new EngineError({
    ...error.toShape(),
    code: 'refused',
    engineMessage: engineMessage ?? error.engineMessage,
    hint: isAside
      ? 'It is in the trash with all its data, and can be restored from there.'
      : 'The old one is as it was. Remove the new one by hand.',
  })
}

/** What makes a container another one than was looked at; nothing where it is the same. */
export function changedSince(before: Parked, now: Parked, isPutAside: boolean) {
  const what = isPutAside
    ? 'put into the trash'
    : now.name !== before.name
      ? 'renamed'
      : now.was !== before.was
        ? BECAME[now.was]
        : undefined
  if (what === undefined) return undefined
  return new EngineError({
    code: 'conflict',
    message: `It was ${what} meanwhile`,
    hint: 'Look at it again before you recreate it.',
  })
}

const BECAME = { running: 'started', paused: 'paused', stopped: 'stopped, or ended,' } as const

function saying({ engine, name, cause }: Failed, after: string): EngineError {
  const error = asEngineError(cause)
  const wasTakenBack = error.code === 'cancelled'
  const reason = wasTakenBack ? 'it was taken back' : engine.names.inText(lowerFirst(error.message))
  const deed = { verb: 'recreate', kind: 'container', name } as const
  const said = withReason(error, deed, `${reason}${after}`)
  return wasTakenBack ? new EngineError({ ...said.toShape(), code: 'refused' }) : said
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
