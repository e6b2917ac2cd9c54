import type { IncomingMessage } from 'node:http'
import { posix } from 'node:path'
import { EngineError } from '#shared/errors.ts'
import { during, segment, type Docker, type Engine } from '../../engine/index.ts'

/** Best first. Distroless debug images keep theirs under /busybox. */
const SHELLS = [
  '/bin/bash',
  '/usr/bin/bash',
  '/usr/local/bin/bash',
  '/bin/ash',
  '/usr/bin/ash',
  '/bin/sh',
  '/usr/bin/sh',
  '/usr/local/bin/sh',
  '/busybox/sh',
]

/** Go's `os.FileMode` bits, in which the engine tells what a path is. */
const MODE_DIRECTORY = 0x8000_0000
const MODE_SYMLINK = 0x0800_0000
const MODE_EXECUTABLE = 0o111

/** Whether a program is one that can run a script of ours. */
export function isKnownShell(program: string): boolean {
  return SHELLS.includes(program)
}

/** The path of the best shell in a running container. */
export async function findShell(engine: Engine, id: string, signal: AbortSignal): Promise<string> {
  const [best] = await findShells(engine, id, signal)
  return best
}

/** The paths of all the shells in a running container, best first. */
export async function findShells(
  engine: Engine,
  id: string,
  signal: AbortSignal,
): Promise<readonly [string, ...string[]]> {
  const name = engine.names.of(id)
  const deed = { verb: 'open a terminal in', kind: 'container' as const, name }
  return during(deed, engine.names, async () => {
    const docker = engine.docker({ signal })
    refuseUnlessRunning(await docker.getContainer(segment(id)).inspect())
    const found = await Promise.all(SHELLS.map((path) => isProgram(docker, id, path)))
    const [best, ...others] = firstOfEach(SHELLS.filter((_path, index) => found[index]))
    if (best === undefined) throw noShell()
    return [best, ...others] as const
  })
}

/** `/bin` and `/usr/bin` are the same folder in most images. */
function firstOfEach(paths: readonly string[]): readonly string[] {
  const names = paths.map((path) => posix.basename(path))
  return paths.filter((_path, index) => names.indexOf(names[index] ?? '') === index)
}

interface RunningState {
  readonly State: { readonly Running: boolean; readonly Paused: boolean }
}

/** The engine would look into a stopped container too, and only refuse the shell itself. */
export function refuseUnlessRunning({ State }: RunningState): void {
  if (State.Paused) throw notRunning('It is paused', 'Unpause it first.')
  if (!State.Running) throw notRunning('It is not running', 'Start it first.')
}

async function isProgram(docker: Docker, id: string, path: string): Promise<boolean> {
  try {
    const answer: IncomingMessage = await docker.getContainer(segment(id)).infoArchive({ path })
    answer.resume()
    return isExecutable(answer.headers['x-docker-container-path-stat'])
  } catch (cause) {
    if (cause instanceof EngineError && cause.code === 'not-found') return false
    throw cause
  }
}

/** The header is JSON in base64: `{ name, size, mode, mtime, linkTarget }`. */
export function isExecutable(header: string | string[] | undefined): boolean {
  // An engine that does not say what it is has still said that it is there.
  if (typeof header !== 'string') return true
  const mode = modeIn(header)
  if (mode === undefined) return true
  if (mode >= MODE_DIRECTORY) return false
  return (mode & MODE_SYMLINK) !== 0 || (mode & MODE_EXECUTABLE) !== 0
}

function modeIn(header: string): number | undefined {
  try {
    const stat: unknown = JSON.parse(Buffer.from(header, 'base64').toString())
    if (typeof stat !== 'object' || stat === null || !('mode' in stat)) return undefined
    return typeof stat.mode === 'number' ? stat.mode : undefined
  } catch {
    return undefined
  }
}

function noShell(): EngineError {
  return new EngineError({
    code: 'no-shell',
    message: 'It has no shell',
    hint: 'Its image holds only the program. Look at its logs, or open a debug shell: one of another image, beside it.',
  })
}

function notRunning(message: string, hint: string): EngineError {
  return new EngineError({ code: 'conflict', message, hint })
}
