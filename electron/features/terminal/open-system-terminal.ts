import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { open, unlink, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { EngineError } from '#shared/errors.ts'
import { findPrograms, programEnvironment, type Machine, type Words } from '../../engine/index.ts'
import { canRun, terminalPrograms } from './terminal-programs.ts'

/** A terminal that cannot open its window ends by then; one that could is the person's own. */
const EARLY_END_MS = 700

/** The first words of its complaint are what helps. */
const MAX_COMPLAINT_BYTES = 500

/** Runs a command line in a window of the desktop's own terminal program, and leaves it there. */
export async function openSystemTerminal(machine: Machine, command: Words): Promise<void> {
  const [program, ...args] = command
  const known = terminalPrograms(machine.platform)
  const found = await findPrograms(machine, [program, ...known.map(({ name }) => name)])
  const path = found.get(program)
  if (path === undefined) throw noProgram(program)
  const terminal = known.find((one) => found.has(one.name) && canRun(one, command))
  const terminalPath = terminal && found.get(terminal.name)
  if (!terminal || terminalPath === undefined) throw noTerminal(machine)
  const complaint = await namelessFile()
  try {
    const child = spawn(terminalPath, terminal.args([path, ...args]), {
      cwd: machine.home,
      env: environment(machine),
      stdio: ['ignore', 'ignore', complaint.fd],
      detached: true,
    })
    await refuseEarlyEnd(child, terminal.name, complaint)
  } finally {
    await complaint.close()
  }
}

/** What outlives us writes its complaints there: a pipe that nobody reads any more would end it. */
async function namelessFile(): Promise<FileHandle> {
  const path = join(tmpdir(), `pilothouse-${randomUUID()}`)
  const file = await open(path, 'wx+', 0o600)
  // It goes with the last program that has it open.
  await unlink(path).catch(() => {})
  return file
}

async function beginOf(file: FileHandle): Promise<string> {
  const { buffer, bytesRead } = await file.read({
    buffer: Buffer.alloc(MAX_COMPLAINT_BYTES),
    position: 0,
  })
  return buffer.toString('utf8', 0, bytesRead).trim()
}

/** What its shell would have given it, and no word on how to draw: that is the terminal's to say. */
function environment(machine: Machine): NodeJS.ProcessEnv {
  const { PATH } = programEnvironment(machine)
  return { ...machine.env, PATH }
}

async function refuseEarlyEnd(
  child: ChildProcess,
  name: string,
  complaint: FileHandle,
): Promise<void> {
  const waiting = new AbortController()
  try {
    const ended = once(child, 'exit', { signal: waiting.signal })
    const code = await Promise.race([
      ended.then(([exitCode]) => exitCode as number | null),
      delay(EARLY_END_MS, 0, { signal: waiting.signal }),
    ])
    if (code !== 0) throw cannotStart(name, await beginOf(complaint))
  } catch (cause) {
    throw cause instanceof EngineError ? cause : cannotStart(name, String(cause))
  } finally {
    waiting.abort()
    child.unref()
  }
}

function noProgram(name: string): EngineError {
  return new EngineError({
    code: 'not-found',
    message: `The program "${name}" is not installed here`,
    hint: 'Install the docker CLI, or use the terminal of this window: it needs no program.',
  })
}

function noTerminal({ platform }: Machine): EngineError {
  const names = terminalPrograms(platform).map(({ name }) => name)
  return new EngineError({
    code: 'not-found',
    message: 'No terminal program was found',
    hint: `Looked for ${names.join(', ')}. Run the command in a terminal of your own.`,
  })
}

function cannotStart(name: string, complaint: string): EngineError {
  return new EngineError({
    code: 'refused',
    message: `"${name}" ended at once`,
    hint: 'Run the command in a terminal of your own.',
    ...(complaint !== '' && { engineMessage: complaint }),
  })
}
