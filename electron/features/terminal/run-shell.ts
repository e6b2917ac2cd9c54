import { randomUUID } from 'node:crypto'
import type { ExecWish, ShellEnd, TerminalSize } from '#shared/contract/terminal.ts'
import { EngineError } from '#shared/errors.ts'
import { during, segment, type Docker, type Engine } from '../../engine/index.ts'
import type { PipeEnd } from '../../ipc/handlers.ts'
import { carry } from './carry.ts'
import { endShell, type StartedShell } from './end-shell.ts'
import { exitCodeOf } from './exit-code.ts'
import { findShell, isKnownShell } from './find-shell.ts'
import { createResizer } from './resizer.ts'

type Exec = ReturnType<Docker['getExec']>

interface Wish extends ExecWish {
  readonly id: string
  readonly size: TerminalSize
}

/** What xterm can show. */
export const TERMINAL = 'TERM=xterm-256color'

/**
 * Engines let go of whoever types these keys, and hold back one that may begin them; their own are
 * Ctrl+P and Ctrl+Q, which shells have uses for. The bytes that an attach has for it are no JSON.
 * These five nobody types; the first one, which is Ctrl+Space as well, sets a mark: what comes of it
 * is seen only with the next key.
 */
const DETACH_KEYS = 'ctrl-@,ctrl-^,ctrl-@,ctrl-_,ctrl-@'

/** By its value the shell, and all that it started, is found again. */
const MARKER_NAME = 'PILOTHOUSE_SHELL'

/** Runs a program on a pipe until one of the two ends; an abandoned one is ended as well. */
export function runShell(
  engine: Engine,
  wish: Wish,
  pipe: PipeEnd<{ resize: TerminalSize }>,
): Promise<ShellEnd> {
  const end = run(engine, wish, pipe)
  // What is left to do once the stream has ended is known only then.
  engine.finishBeforeClose(end.then(() => {}))
  return end
}

async function run(
  engine: Engine,
  wish: Wish,
  pipe: PipeEnd<{ resize: TerminalSize }>,
): Promise<ShellEnd> {
  const { id, user } = wish
  const marker = `${MARKER_NAME}=${randomUUID()}`
  const deed = { verb: 'open a terminal in', kind: 'container' as const, name: engine.names.of(id) }
  const shell = await shellToEndIt(engine, wish, pipe.signal)
  const exec = await during(deed, engine.names, () => create(engine, wish, marker, pipe.signal))
  const leave = () => {
    const started: StartedShell | undefined =
      shell === undefined ? shell : { id, shell, user, marker }
    if (started) engine.finishBeforeClose(endShell(engine, started))
  }
  // From here on it may run: however this ends, either it has exited or we see to it.
  const end = await during(deed, engine.names, () => start(engine, exec, wish, pipe)).catch(
    (cause: unknown) => {
      leave()
      throw cause
    },
  )
  if (end.kind === 'interrupted') leave()
  return end
}

/** The shell that will run the script which ends it; where an image has none, nothing can. */
async function shellToEndIt(
  engine: Engine,
  { id, command: [program] }: Wish,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (isKnownShell(program)) return program
  return findShell(engine, id, signal).catch((cause: unknown) => {
    if (cause instanceof EngineError && cause.code === 'no-shell') return undefined
    throw cause
  })
}

function create(
  engine: Engine,
  { id, command, user, folder, env = [], size }: Wish,
  marker: string,
  signal: AbortSignal,
): Promise<Exec> {
  return engine
    .docker({ signal })
    .getContainer(segment(id))
    .exec({
      Cmd: [...command],
      // Of two values for one name the later counts.
      Env: [TERMINAL, ...env, marker],
      Tty: true,
      DetachKeys: DETACH_KEYS,
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      ...(user !== undefined && { User: user }),
      ...(folder !== undefined && { WorkingDir: folder }),
      // Engines before API 1.42 do not know it, and get the size by the first resize.
      ConsoleSize: [size.rows, size.columns],
    })
}

async function start(
  engine: Engine,
  created: Exec,
  { id, size }: Wish,
  { stream, signal, onControl }: PipeEnd<{ resize: TerminalSize }>,
): Promise<ShellEnd> {
  const how = { hijack: true, _body: { Detach: false, Tty: true } }
  const started = await engine.pauseTurns.start(id)
  const socket = await created.start(how).catch((cause: unknown) => {
    started()
    throw cause
  })
  engine.hold(socket)
  // How it ended is asked also after the view was closed, so with no signal.
  const exec = engine.docker({}).getExec(created.id)
  const resizer = createResizer(engine, ({ columns, rows }) => exec.resize({ w: columns, h: rows }))
  // The engine answers before the shell runs; it takes a size once it does.
  const sized = resizer.resize(size).finally(started)
  onControl(({ resize }) => void resizer.resize(resize))
  const cut = await carry(socket, stream, { sized })
  if (cut || signal.aborted) return { kind: 'interrupted' }
  const exitCode = await exitCodeOf(exec).catch(() => undefined)
  return exitCode === undefined ? { kind: 'interrupted' } : { kind: 'exited', exitCode }
}
