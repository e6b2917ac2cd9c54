import * as z from 'zod'
import { EngineError } from '#shared/errors.ts'
import {
  askProgram,
  engineText,
  findPrograms,
  programEnvironment,
  type Machine,
} from '../engine/index.ts'
import { within } from '../within.ts'
import { TOKEN_USER, type Credentials } from './credentials.ts'

/** A program that keeps logins for the docker CLI: `docker-credential-<name>`. */
export interface CredentialHelper {
  readonly name: string
  /** Nothing where it has none for this server. */
  get(server: string, signal: AbortSignal): Promise<Credentials | undefined>
  store(server: string, credentials: Credentials, signal: AbortSignal): Promise<void>
  erase(server: string, signal: AbortSignal): Promise<void>
  /** Names of users by servers. */
  list(signal: AbortSignal): Promise<ReadonlyMap<string, string>>
}

/** A key store may ask the person to unlock it first. */
const ANSWER_MS = 30_000

const Got = z.object({ Username: z.string(), Secret: z.string() })
const Listed = z.record(z.string(), z.string()).nullable()

/** The words of docker/docker-credential-helpers, which every helper uses. */
const NOT_THERE = /credentials not found|no credentials server url|not find .*credential/i

/** A helper by its name in config.json. It is looked for anew at each use. */
export function openHelper(machine: Machine, name: string): CredentialHelper {
  const program = `docker-credential-${name}`

  async function ask(action: Action, input: string, signal: AbortSignal): Promise<string> {
    const path = await findHelper(machine, name)
    if (path === undefined) throw missing(program)
    const env = programEnvironment(machine)
    const answer = await within(ANSWER_MS, signal, (limit) =>
      askProgram(path, [action], { env, input, signal: limit }),
    ).catch((cause: unknown) => {
      throw signal.aborted ? signal.reason : failed(program, action, whyNoAnswer(cause))
    })
    const { exitCode, stdout, stderr } = answer
    if (exitCode === 0) return String(stdout)
    // By their protocol, helpers complain on their output; of a success that is the secret.
    const said = String(stdout).trim() || String(stderr).trim()
    throw failed(program, action, said)
  }

  return {
    name,
    async get(server, signal) {
      try {
        const { Username, Secret } = read(program, Got, await ask('get', server, signal))
        return Username === TOKEN_USER
          ? { username: '', secret: Secret, isToken: true }
          : { username: Username, secret: Secret }
      } catch (cause) {
        if (cause instanceof EngineError && NOT_THERE.test(cause.engineMessage ?? '')) {
          return undefined
        }
        throw cause
      }
    },
    async store(ServerURL, { username, secret, isToken }, signal) {
      const Username = isToken === true ? TOKEN_USER : username
      await ask('store', JSON.stringify({ ServerURL, Username, Secret: secret }), signal)
    },
    async erase(server, signal) {
      await ask('erase', server, signal)
    },
    async list(signal) {
      return new Map(Object.entries(read(program, Listed, await ask('list', '', signal)) ?? {}))
    },
  }
}

type Action = 'get' | 'store' | 'erase' | 'list'

/** Where the program of a helper is, if anywhere. */
export async function findHelper(machine: Machine, name: string): Promise<string | undefined> {
  // The name is a word of a file that other programs write.
  if (!/^[\w.-]+$/.test(name)) return undefined
  const program = `docker-credential-${name}`
  return (await findPrograms(machine, [program])).get(program)
}

/** Its answer holds secrets, so nothing of it is told. */
function read<S extends z.ZodType>(program: string, schema: S, text: string): z.output<S> {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    throw failed(program, 'get', 'its answer cannot be read')
  }
}

function whyNoAnswer(cause: unknown): string {
  if (cause instanceof DOMException && cause.name === 'TimeoutError') {
    return `no answer within ${ANSWER_MS / 1000} s`
  }
  return cause instanceof Error ? cause.message : String(cause)
}

const DEEDS: Readonly<Record<Action, string>> = {
  get: 'read a login',
  store: 'keep the login',
  erase: 'forget the login',
  list: 'list its logins',
}

function failed(program: string, action: Action, said: string): EngineError {
  const words = engineText(said)
  return new EngineError({
    code: 'refused',
    message: `The credential helper "${program}" did not ${DEEDS[action]}${words && `: ${words}`}`,
    hint: 'Check that the key store it uses is set up and unlocked.',
    engineMessage: words,
  })
}

function missing(program: string): EngineError {
  return new EngineError({
    code: 'not-found',
    message: `The credential helper "${program}" is not on this machine`,
    hint: 'Docker’s config.json names it: install it, or take it out of "credsStore" and "credHelpers".',
  })
}
