import type { ProcessSignal } from '#shared/contract/processes.ts'
import { EngineError } from '#shared/errors.ts'
import { segment, type Engine } from '../../engine/index.ts'
import { findShell } from '../terminal/index.ts'
import { findOwn, isSameCommand, parseOuter, TELLING_COLUMNS } from './find-own.ts'
import { enterRoom, top } from './list-processes.ts'
import { hasEnded, listOwn, signalOwn, type OwnProcess } from './own-processes.ts'

/** Which process, as the list shows it. */
export interface Target {
  readonly id: string
  readonly pid: string
  readonly command: string
}

/** Sends a signal to one process of a container, or says why it cannot be done for certain. */
export async function signalProcess(
  engine: Engine,
  target: Target,
  name: ProcessSignal,
  signal: AbortSignal,
): Promise<void> {
  const { id, pid } = target
  const room = await enterRoom(engine, id, signal)
  // The engine knows this one by itself, and needs nothing of the image for it.
  if (pid === room.mainPid) {
    await engine.docker({ signal }).getContainer(segment(id)).kill({ signal: name })
    return
  }
  if (!room.isPrivate) throw isShared()
  const shell = await findShell(engine, id, signal)
  const process =
    room.numbers === 'of the container'
      ? byNumber(target, await listOwn(engine, id, shell, signal))
      : await bySigns(engine, target, { shell, mainPid: room.mainPid }, signal)
  if (process.state === 'Z') throw isOver()
  await signalOwn(engine, id, { shell, process, name }, signal)
}

function byNumber({ pid, command }: Target, inside: readonly OwnProcess[]): OwnProcess {
  const found = inside.find((own) => String(own.pid) === pid)
  if (!found) throw hasEnded()
  if (!isSameCommand(command, found.command)) throw isAnother()
  return found
}

/** The engine tells numbers of its machine: the process is found again by what it is. */
async function bySigns(
  engine: Engine,
  { id, pid, command }: Target,
  { shell, mainPid }: { readonly shell: string; readonly mainPid: string },
  signal: AbortSignal,
): Promise<OwnProcess> {
  const look = async () => parseOuter(await top(engine, id, TELLING_COLUMNS, signal))
  const before = await look()
  const inside = await listOwn(engine, id, shell, signal)
  const after = await look()
  if (!before || !after) throw cannotTell()
  const shown = before.find((process) => process.pid === pid)
  if (!shown) throw hasEnded()
  if (!isSameCommand(command, shown.command)) throw isAnother()
  if (!after.some((process) => process.pid === pid)) throw hasEnded()
  const [found, ...others] = findOwn(pid, { before, inside, after, mainPid })
  if (!found) throw cannotTell()
  if (others.length > 0) throw looksLike(others.length)
  return found
}

function isShared(): EngineError {
  return new EngineError({
    code: 'refused',
    message: 'The container shares its processes with others',
    hint: 'Only its main process can be sent a signal from here.',
  })
}

/** Another process by now, or the same one that calls itself otherwise. */
function isAnother(): EngineError {
  return new EngineError({
    code: 'conflict',
    message: 'The process of this number has another command line now',
    hint: 'The list shows what runs now. Try again if it is still the one that you mean.',
  })
}

function isOver(): EngineError {
  return new EngineError({
    code: 'conflict',
    message: 'It has ended already, and its parent has not taken note of it',
    hint: 'No signal reaches it. It goes with its parent.',
  })
}

function looksLike(others: number): EngineError {
  return new EngineError({
    code: 'refused',
    message: `It cannot be told from ${others === 1 ? 'another one' : `${others} others`} that ${others === 1 ? 'looks' : 'look'} the same inside the container`,
    hint: 'Nothing was sent. Open a terminal in the container and use "kill" there.',
  })
}

function cannotTell(): EngineError {
  return new EngineError({
    code: 'refused',
    message: 'The engine does not tell enough of it to find it inside the container',
    hint: 'Nothing was sent. Open a terminal in the container and use "kill" there.',
  })
}
