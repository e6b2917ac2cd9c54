import type { ProcessList } from '#shared/contract/processes.ts'
import { EngineError } from '#shared/errors.ts'
import { segment, type Engine } from '../../engine/index.ts'
import { refuseUnlessRunning } from '../terminal/index.ts'
import { toProcessList, type RawTop } from './to-process-list.ts'

/**
 * What is shown, in the same words on every engine. Podman reads `/proc` itself if it is asked
 * without a dash, and needs no `ps` in the image; with one, its older versions run the image's own.
 */
const COLUMNS = 'pid,ppid,user,pcpu,rss,etime,time,args'

/** A running container, as far as its processes are concerned. */
interface Room {
  /** Whose numbers the engine tells: those of its own machine, or those inside the container. */
  readonly numbers: 'of the machine' | 'of the container'
  /** The main process, in those numbers. */
  readonly mainPid: string
  /** No other container, and not the machine, has its processes in there too. */
  readonly isPrivate: boolean
}

/** What must be known of a container before its processes are. */
export async function enterRoom(engine: Engine, id: string, signal: AbortSignal): Promise<Room> {
  const inspect = await engine.docker({ signal }).getContainer(segment(id)).inspect()
  refuseUnlessRunning(inspect)
  if (inspect.State.Restarting) throw notNow()
  const isPodman = await engine.isPodman({ signal })
  const mode = inspect.HostConfig?.PidMode ?? ''
  const isPrivate = mode === '' || mode === 'private'
  return {
    numbers: isPodman ? 'of the container' : 'of the machine',
    mainPid: isPodman ? mainOnPodman(isPrivate) : String(inspect.State.Pid),
    isPrivate,
  }
}

/** Where processes are shared, number 1 is another container's, or the machine's own. */
function mainOnPodman(isPrivate: boolean): string {
  return isPrivate ? '1' : ''
}

/** The processes of a running container as its engine sees them. */
export async function listProcesses(
  engine: Engine,
  id: string,
  signal: AbortSignal,
): Promise<ProcessList> {
  const room = await enterRoom(engine, id, signal)
  const isMain = (pid: string) => pid === room.mainPid
  const wanted = room.numbers === 'of the machine' ? `-eo ${COLUMNS}` : COLUMNS
  const list = toProcessList(await top(engine, id, wanted, signal).catch(orNone), isMain)
  // An engine whose machine has the small `ps` of busybox knows only its own columns.
  const found = list ?? toProcessList(await top(engine, id, undefined, signal), isMain)
  if (found) return found
  throw new EngineError({
    code: 'refused',
    message: 'The engine did not say which processes run',
    hint: 'It asks the program "ps" on its machine, which seems to be missing there.',
  })
}

/** The engine's table with the columns that are asked for, or with its own. */
export async function top(
  engine: Engine,
  id: string,
  columns: string | undefined,
  signal: AbortSignal,
): Promise<RawTop> {
  const options = columns === undefined ? {} : { ps_args: columns }
  return (await engine.docker({ signal }).getContainer(segment(id)).top(options)) as RawTop
}

function orNone(cause: unknown): RawTop {
  if (cause instanceof EngineError && (cause.code === 'refused' || cause.code === 'bad-answer')) {
    return {}
  }
  throw cause
}

function notNow(): EngineError {
  return new EngineError({
    code: 'conflict',
    message: 'It is restarting',
    hint: 'Its processes are listed once it runs.',
  })
}
