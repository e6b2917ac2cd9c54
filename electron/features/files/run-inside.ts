import { randomUUID } from 'node:crypto'
import { EngineError } from '#shared/errors.ts'
import type { Engine } from '../../engine/index.ts'
import { endShell, readInContainer } from '../terminal/index.ts'
import { toBytes } from './tar/byte-text.ts'

/** A script of ours for a shell in the container. */
export interface Script {
  readonly shell: string
  readonly text: string
  /** Paths are packed: the script has `unpack` for them. */
  readonly words: readonly string[]
  readonly deadlineMs?: number
}

/** What came of it. */
export interface Said {
  readonly output: Buffer
  readonly complaints: Buffer
  readonly isCut: boolean
  readonly exitCode: number | undefined
}

/** What the engine's archives are read and written by as well. */
const ROOT = '0'

/** By its value the script, and all that it started, is found again. */
const MARKER_NAME = 'PILOTHOUSE_FILES'

/** Names are bytes; and bash complains of a language that the image does not have. */
const PLAIN = 'LC_ALL=C'

/**
 * `unpack` sets `path` to what a word stands for. The dot keeps line ends at the end of a name, which
 * shells drop.
 */
const PREAMBLE = `
unpack() { path=$(printf '%b.' "$1"); path=\${path%.}; }
`

/** Runs it to its end, as root. Of one that nobody waits for any more nothing is left behind. */
export async function runInside(
  engine: Engine,
  id: string,
  { shell, text, words, deadlineMs }: Script,
  signal: AbortSignal,
): Promise<Said> {
  const marker = `${MARKER_NAME}=${randomUUID()}`
  const command = [shell, '-c', `${PREAMBLE}${text}`, 'pilothouse', ...words]
  const wish = { command, user: ROOT, env: [marker, PLAIN], ...(deadlineMs && { deadlineMs }) }
  try {
    return await readInContainer(engine, id, wish, signal)
  } catch (cause) {
    engine.finishBeforeClose(endShell(engine, { id, shell, user: ROOT, marker }))
    throw cause
  }
}

/** Runs one that changes something; what it says when it fails is the reason. Answers with its output. */
export async function changeInside(
  engine: Engine,
  id: string,
  script: Script,
  signal: AbortSignal,
): Promise<Buffer> {
  const { exitCode, output, complaints } = await runInside(engine, id, script, signal)
  if (exitCode === 0) return output
  const said = complaints.toString().trim()
  if (exitCode === IS_THERE) throw isThereAlready()
  throw new EngineError({
    code: 'refused',
    message: said === '' ? 'The shell in the container could not do it' : said,
  })
}

/** How a script says that something of that name is there. */
export const IS_THERE = 73

/** Nothing of ours takes the place of something by the way. */
export function isThereAlready(): EngineError {
  return new EngineError({
    code: 'conflict',
    message: 'Something of that name is there already',
    hint: 'Choose another name.',
  })
}

/** A path as a word of ASCII, as `printf %b` reads it: the engine takes only text for words. */
export function packed(path: string): string {
  return Array.from(toBytes(path), (byte) =>
    byte < 0x20 || byte > 0x7e || byte === 0x5c
      ? `\\0${byte.toString(8).padStart(3, '0')}`
      : String.fromCharCode(byte),
  ).join('')
}
