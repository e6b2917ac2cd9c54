import { askProgram } from './ask-program.ts'

/** A Linux that Windows runs. */
export interface Distribution {
  readonly name: string
  readonly isRunning: boolean
}

interface Options {
  /** Where `wsl.exe` is. */
  readonly program: string
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
}

/** What `wsl.exe` itself writes is UTF-16 without it, and stays so before version 0.64. */
export const WSL_ENVIRONMENT = { WSL_UTF8: '1' }

/** The distributions of this person; none where WSL is not set up. Starts none of them. */
export async function listDistributions(options: Options): Promise<readonly Distribution[]> {
  const [all, running] = await Promise.all([
    namesOf(['--list', '--quiet'], options),
    listRunning(options),
  ])
  return all.map((name) => ({ name, isRunning: running.has(name) }))
}

/** The names of those that run. A tenth of a second, and no process in any of them. */
export async function listRunning(options: Options): Promise<ReadonlySet<string>> {
  // Where none runs, the answer is a sentence in the language of this Windows.
  return new Set(await namesOf(['--list', '--running', '--quiet'], options))
}

async function namesOf(
  args: readonly string[],
  { program, env, signal }: Options,
): Promise<readonly string[]> {
  const answer = await askProgram(program, args, { env: { ...env, ...WSL_ENVIRONMENT }, signal })
  if (answer.exitCode !== 0) return []
  return decodeWsl(answer.stdout)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** What `wsl.exe` wrote, in either of its encodings: only one of them has bytes that are zero. */
function decodeWsl(bytes: Buffer): string {
  return bytes.toString(bytes.includes(0) ? 'utf16le' : 'utf8').replace(/^\uFEFF/, '')
}
