import { randomUUID } from 'node:crypto'
import { finished } from 'node:stream/promises'
import type { Duplex } from 'node:stream'
import type { ShellEnd, TerminalSize } from '#shared/contract/terminal.ts'
import { EngineError } from '#shared/errors.ts'
import { during, segment, type Docker, type Engine } from '../../engine/index.ts'
import type { PipeEnd } from '../../ipc/handlers.ts'
import { endShell } from './end-shell.ts'
import { exitCodeOf } from './exit-code.ts'
import { createResizer } from './resizer.ts'

type Exec = ReturnType<Docker['getExec']>

interface Wish {
  readonly id: string
  readonly shell: string
  readonly size: TerminalSize
}

/** What xterm can show. */
const TERMINAL = 'TERM=xterm-256color'

/** By its value the shell, and all that it started, is found again. */
const MARKER_NAME = 'PILOTHOUSE_SHELL'

/** Runs a shell on a pipe until one of the two ends; an abandoned shell is ended as well. */
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
  const { id, shell } = wish
  const marker = `${MARKER_NAME}=${randomUUID()}`
  const deed = { verb: 'open a terminal in', kind: 'container' as const, name: engine.names.of(id) }
  const exec = await during(deed, engine.names, () => create(engine, wish, marker, pipe.signal))
  // From here on it may run: however this ends, either it has exited or we see to it.
  const end = await during(deed, engine.names, () => attach(engine, exec, wish, pipe)).catch(
    (cause: unknown) => {
      engine.finishBeforeClose(endShell(engine, { id, shell, marker }))
      throw cause
    },
  )
  if (end.kind === 'interrupted') engine.finishBeforeClose(endShell(engine, { id, shell, marker }))
  return end
}

function create(
  engine: Engine,
  { id, shell, size }: Wish,
  marker: string,
  signal: AbortSignal,
): Promise<Exec> {
  return engine
    .docker({ signal })
    .getContainer(segment(id))
    .exec({
      Cmd: [shell],
      Env: [TERMINAL, marker],
      Tty: true,
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      // Engines before API 1.42 do not know it, and get the size by the first resize.
      ConsoleSize: [size.rows, size.columns],
    })
}

async function attach(
  engine: Engine,
  created: Exec,
  { id, size }: Wish,
  { stream, signal, onControl }: PipeEnd<{ resize: TerminalSize }>,
): Promise<ShellEnd> {
  const start = { hijack: true, _body: { Detach: false, Tty: true } }
  const started = await engine.pauseTurns.start(id)
  const socket = await created.start(start).catch((cause: unknown) => {
    started()
    throw cause
  })
  engine.hold(socket)
  // How it ended is asked also after the view was closed, so with no signal.
  const exec = engine.docker({}).getExec(created.id)
  const resizer = createResizer(({ columns, rows }) => exec.resize({ w: columns, h: rows }))
  // The engine answers before the shell runs; it takes a size once it does.
  const sized = resizer.resize(size).finally(started)
  onControl(({ resize }) => void resizer.resize(resize))
  const cut = await carry(socket, stream, sized)
  if (cut || signal.aborted) return { kind: 'interrupted' }
  const exitCode = await exitCodeOf(exec).catch(() => undefined)
  return exitCode === undefined ? { kind: 'interrupted' } : { kind: 'exited', exitCode }
}

/**
 * Bytes both ways, each held back by its reader, until the engine or the window ends it. What was
 * typed ahead waits until the terminal has its size: a program must not find it without one. True
 * when it was us who cut it, because the engine is gone or the app quits.
 */
async function carry(socket: Duplex, stream: Duplex, sized: Promise<void>): Promise<boolean> {
  stream.once('close', () => socket.destroy())
  if (stream.destroyed) socket.destroy()
  void sized.then(() => stream.pipe(socket))
  socket.pipe(stream, { end: false })
  const fault: unknown = await finished(socket).catch((cause: unknown) => cause)
  return fault instanceof EngineError
}
