import { EngineError } from '#shared/errors.ts'
import { fileSync, type BuildFiles } from './file-sync.ts'
import { GrpcRefusal, NOT_FOUND, UNKNOWN } from './grpc-refusal.ts'
import { textIn } from './message.ts'
import { unary, type GrpcMethod, type GrpcMethods } from './serve-grpc.ts'
import { readMessage, writeBytes, writeNumber } from './wire.ts'

/** Who is let in at a registry; `token` is one that stands for a user and password. */
export type BuildLogin =
  | { readonly username: string; readonly password: string }
  | { readonly token: string }

/** What a build may ask for. */
export interface BuildGifts {
  /** By the ids that a Dockerfile names them with. */
  readonly secrets: ReadonlyMap<string, Uint8Array>
  /** The login for a registry by its host as names of images have it; nothing where there is none. */
  readonly login: (host: string) => Promise<BuildLogin | undefined>
  /** Absent where what is built from is the body of the build. */
  readonly files?: BuildFiles | undefined
}

/** What Docker Hub answers at; nobody names an image by it. */
const HUB_HOST = 'registry-1.docker.io'

/** https://github.com/grpc/grpc/blob/master/doc/health-checking.md */
const SERVING = 1

/**
 * What BuildKit may call in its client (moby/buildkit, session/): that it is there, secrets, logins, and
 * files. What else it tries has another way: without tokens of ours it fetches them by the login.
 */
export function sessionMethods({ secrets, login, files }: BuildGifts): GrpcMethods {
  const loginOnce = askedOnce(login)
  return new Map<string, GrpcMethod>([
    ['/grpc.health.v1.Health/Check', unary(() => writeNumber(1, SERVING))],
    ['/moby.buildkit.secrets.v1.Secrets/GetSecret', unary((asked) => giveSecret(secrets, asked))],
    ['/moby.filesync.v1.Auth/Credentials', unary((asked) => giveLogin(loginOnce, asked))],
    ...(files ? [['/moby.filesync.v1.FileSync/DiffCopy', fileSync(files)] as const] : []),
  ])
}

/** BuildKit asks again for each part of an image, and whoever keeps logins may ask the person. */
function askedOnce(login: BuildGifts['login']): BuildGifts['login'] {
  const asked = new Map<string, ReturnType<BuildGifts['login']>>()
  return (host) => {
    const answer = asked.get(host) ?? login(host)
    asked.set(host, answer)
    return answer
  }
}

function giveSecret(secrets: BuildGifts['secrets'], request: Uint8Array): Uint8Array {
  const id = textIn(readMessage(request), 1)
  const secret = secrets.get(id)
  if (!secret) throw new GrpcRefusal(NOT_FOUND, `no secret "${id}" was given to this build`)
  return writeBytes(1, secret)
}

async function giveLogin(login: BuildGifts['login'], request: Uint8Array): Promise<Uint8Array> {
  const host = textIn(readMessage(request), 1)
  const found = await findLogin(login, host === HUB_HOST ? 'docker.io' : host)
  if (!found) return new Uint8Array()
  if ('token' in found) return writeText(2, found.token)
  return Buffer.concat([writeText(1, found.username), writeText(2, found.password)])
}

async function findLogin(login: BuildGifts['login'], host: string) {
  try {
    return await login(host)
  } catch (cause) {
    // Ours are meant for people, and the engine shows them; others may say anything.
    if (cause instanceof EngineError) throw new GrpcRefusal(UNKNOWN, cause.message)
    throw cause
  }
}

function writeText(field: number, text: string): Uint8Array {
  return writeBytes(field, Buffer.from(text))
}
