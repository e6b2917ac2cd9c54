import { randomUUID } from 'node:crypto'
import { userInfo } from 'node:os'
import { isAbsolute } from 'node:path'
import { askProgram } from './engine/index.ts'

/** What a login shell says of its environment, of the names that were asked for. */
export type LoginEnvironment = Readonly<Record<string, string>>

/** Where and how the app was started. */
export interface Start {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether its input is a terminal. */
  readonly isTerminal: boolean
}

/** Start-up files of half a second are common, of two not rare; nobody waits for this. */
const ANSWER_MS = 5000

/**
 * The shell to ask: none on Windows, where the environment is the same for all programs, and none
 * where the app was started from a terminal and has its environment already.
 */
export function shellToAsk({ platform, env, isTerminal }: Start): string | undefined {
  if (platform === 'win32' || isTerminal || env['TERM']) return undefined
  const shell = env['SHELL'] || shellOfAccount()
  return shell !== undefined && isAbsolute(shell) ? shell : undefined
}

function shellOfAccount(): string | undefined {
  try {
    return userInfo().shell ?? undefined
  } catch {
    // An account that the system does not know.
    return undefined
  }
}

/**
 * Asks a shell, started as a terminal would start it, what these variables are; those that are not
 * set are left out. Rejects where it does not say: it cannot be started, takes longer than 5 s, or
 * ends before it is asked. No input, and nothing of it runs on after the deadline.
 */
export async function askLoginShell(
  shell: string,
  names: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal = AbortSignal.timeout(ANSWER_MS),
): Promise<LoginEnvironment> {
  // Start-up files may print whatever they like; this they cannot know.
  const mark = randomUUID()
  const args = ['-ilc', question(mark, names)]
  const { stdout } = await askProgram(shell, args, { env, signal })
  const told = readAnswer(String(stdout), mark)
  if (!told) throw new Error('It ended before it had answered')
  return told
}

/** In words that sh, bash, zsh and fish have in common. `printenv` tells also values of two lines. */
function question(mark: string, names: readonly string[]): string {
  return [
    ...names.flatMap((name) => [`echo ${mark}:${name}`, `printenv ${name}`]),
    `echo ${mark}:`,
  ].join('; ')
}

/** What was said between the marks; nothing where the last one is missing. */
export function readAnswer(text: string, mark: string): LoginEnvironment | undefined {
  const [, ...parts] = text.split(`${mark}:`)
  if (parts.at(-1)?.startsWith('\n') !== true) return undefined
  const entries = parts.slice(0, -1).map((part) => {
    const [name = '', ...lines] = part.split('\n')
    return [name, lines.slice(0, -1).join('\n')] as const
  })
  return Object.fromEntries(entries.filter(([, value]) => value !== ''))
}
