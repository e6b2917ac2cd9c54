import { randomBytes } from 'node:crypto'
import type { AttachEnd, TerminalSize } from '#shared/contract/terminal.ts'
import { EngineError } from '#shared/errors.ts'
import {
  ACTION_DEADLINE_MS,
  during,
  segment,
  type Deed,
  type Docker,
  type Engine,
} from '../../engine/index.ts'
import type { PipeEnd } from '../../ipc/handlers.ts'
import { howItEnded, openStreams } from './attach.ts'
import { carry } from './carry.ts'
import { refuseUnlessRunning } from './find-shell.ts'
import { hasNameless, ownVolumes } from './find-sidecar.ts'
import { createResizer } from './resizer.ts'
import { sidecarBody } from './sidecar-body.ts'
import type { Sidecars } from './sidecars.ts'

type Inspect = Awaited<ReturnType<ReturnType<Docker['getContainer']>['inspect']>>

interface Wish {
  readonly id: string
  readonly image: string
  readonly size: TerminalSize
}

/** What engines say of a container that shares its processes with nobody: Docker, Podman. */
const OWN_PROCESSES: ReadonlySet<string> = new Set(['', 'private'])

/** Runs a shell of another image beside the container; its own container goes with the pipe. */
export function runDebugShell(
  engine: Engine,
  sidecars: Sidecars,
  wish: Wish,
  pipe: PipeEnd<{ resize: TerminalSize }>,
): Promise<AttachEnd> {
  const { names } = engine
  const deed: Deed = { verb: 'debug', kind: 'container', name: names.of(wish.id) }
  const end = during(deed, names, async () => {
    const target = await engine
      .docker({ signal: pipe.signal })
      .getContainer(segment(wish.id))
      .inspect()
    refuseUnlessRunning(target)
    const id = await sidecars.make(engine, (owner) => create(engine, owner, target, wish.image))
    let own: readonly string[] = []
    try {
      own = ownVolumes(await engine.docker({}).getContainer(segment(id)).inspect(), target)
      return await run(engine, id, target, wish, pipe)
    } finally {
      const sidecar = { id, sharesNameless: hasNameless(target), ownVolumes: own }
      // It may have removed itself; one that cannot be removed is swept when the engine is back.
      await sidecars.remove(engine, sidecar).catch(() => {})
    }
  })
  engine.finishBeforeClose(end.then(() => {}))
  return end
}

/** Nobody takes this back: a container that was made without our knowing its id would stay. */
async function create(
  engine: Engine,
  owner: string,
  target: Inspect,
  image: string,
): Promise<string> {
  const docker = engine.docker({ deadlineMs: ACTION_DEADLINE_MS })
  const name = `${target.Name.replace(/^\//, '')}-debug-${randomBytes(3).toString('hex')}`
  const body = sidecarBody({ image, target: target.Id, owner, sharesNameless: hasNameless(target) })
  // Of its options dockerode's own are all for the body; the engine takes the name by the query.
  const options = { name, _query: { name }, _body: body }
  const { id } = await docker.createContainer(options)
  return id
}

async function run(
  engine: Engine,
  id: string,
  target: Inspect,
  { image, size }: Wish,
  { stream, signal, onControl }: PipeEnd<{ resize: TerminalSize }>,
): Promise<AttachEnd> {
  const container = engine.docker({ deadlineMs: ACTION_DEADLINE_MS }).getContainer(segment(id))
  if (signal.aborted) return { kind: 'interrupted' }
  // Before it starts, so that its first words are not lost.
  const socket = await openStreams(engine, id, { takesInput: true }).catch((cause: unknown) => {
    // Podman looks for the program as soon as somebody attaches.
    throw explainStart(image, cause)
  })
  await container.start().catch((cause: unknown) => {
    socket.destroy()
    throw explainStart(image, cause)
  })
  stream.write(greeting(target, engine.names.of(target.Id)))
  const resizer = createResizer(engine, ({ columns, rows }) =>
    container.resize({ w: columns, h: rows }),
  )
  onControl(({ resize }) => void resizer.resize(resize))
  const cut = await carry(socket, stream, { sized: resizer.resize(size) })
  return cut || signal.aborted ? { kind: 'interrupted' } : howItEnded(engine, id)
}

/** Why a container of the image does not start, in the words of people. */
function explainStart(image: string, cause: unknown): unknown {
  const isMissing =
    cause instanceof EngineError && /executable file.*not found/.test(cause.engineMessage ?? '')
  if (!isMissing) return cause
  return new EngineError({
    code: 'no-shell',
    message: `The image "${image}" has no shell`,
    hint: 'Choose another one, such as busybox or alpine.',
    engineMessage: cause.engineMessage,
  })
}

/** Where the target's files are: that of all things one cannot guess. */
function greeting({ HostConfig }: Inspect, name: string): string {
  const line = OWN_PROCESSES.has(HostConfig.PidMode ?? '')
    ? `The files of "${name}" are under /proc/1/root.`
    : `"${name}" shares the processes of another: its files are under /proc/<pid>/root.`
  return `\x1b[2m${line} This shell and its container go when it is closed.\x1b[0m\r\n`
}
