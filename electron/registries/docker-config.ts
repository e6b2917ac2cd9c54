import { chmod, mkdir, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { EngineError } from '#shared/errors.ts'
import { TOKEN_USER, type Credentials } from './credentials.ts'
import { isSameServer } from './server-name.ts'

/** What Docker's config.json says of logins. */
export interface DockerLogins {
  /** The helper for all servers that have none of their own. */
  readonly credsStore: string | undefined
  /** Helpers by servers. */
  readonly credHelpers: ReadonlyMap<string, string>
  /** By servers; an entry without a secret only marks a login that a helper keeps. */
  readonly auths: ReadonlyMap<string, Credentials | undefined>
}

type Json = Record<string, unknown>

/** Only its owner reads what may hold passwords. */
const OWNER_ONLY = 0o600

/** Reads the logins of Docker's config.json; a missing one has none. */
export async function readDockerLogins(folder: string): Promise<DockerLogins> {
  const config = parse(await readText(pathIn(folder)), pathIn(folder))
  const helpers = Object.entries(objectAt(config, 'credHelpers'))
  const store = config[keyOf(config, 'credsStore')]
  return {
    credsStore: typeof store === 'string' && store !== '' ? store : undefined,
    credHelpers: new Map(
      helpers.flatMap(([server, name]) => (typeof name === 'string' ? [[server, name]] : [])),
    ),
    auths: new Map(
      Object.entries(objectAt(config, 'auths')).map(([server, entry]) => [server, readAuth(entry)]),
    ),
  }
}

/** What config.json is to say of one server. */
export type AuthEntry = Credentials | 'kept-by-helper' | 'none'

/** Has config.json say this of a server, and leaves all else in it as it is. */
export async function writeAuth(
  folder: string,
  server: string,
  entry: AuthEntry,
  credsStore?: string,
): Promise<void> {
  await edit(folder, (config) => {
    if (credsStore !== undefined) config[keyOf(config, 'credsStore')] = credsStore
    const key = keyOf(config, 'auths')
    const auths = objectAt(config, 'auths')
    if (entry === 'none') {
      const others = Object.entries(auths).filter(([name]) => !isSameServer(name, server))
      config[key] = Object.fromEntries(others)
    } else {
      config[key] = { ...auths, [server]: entry === 'kept-by-helper' ? {} : toAuth(entry) }
    }
  })
}

/** As the CLI writes it: user and password in one, and a token beside. */
function toAuth({ username, secret, isToken }: Credentials): Json {
  const text = `${username}:${isToken === true ? '' : secret}`
  const auth = Buffer.from(text).toString('base64')
  if (isToken !== true) return { auth }
  return username === '' ? { identitytoken: secret } : { auth, identitytoken: secret }
}

function readAuth(entry: unknown): Credentials | undefined {
  const { auth, identitytoken, username, password } = (entry ?? {}) as Json
  const text = typeof auth === 'string' ? String(Buffer.from(auth, 'base64')) : ''
  const colon = text.indexOf(':')
  const written = colon < 0 ? '' : text.slice(0, colon)
  const user = written || (typeof username === 'string' ? username : '')
  if (typeof identitytoken === 'string' && identitytoken !== '') {
    return { username: user === TOKEN_USER ? '' : user, secret: identitytoken, isToken: true }
  }
  // Where the password is shorter than its field, the CLI cuts zeros off its end.
  const plain = typeof password === 'string' ? password : ''
  const secret = colon < 0 ? plain : text.slice(colon + 1).replace(/\0+$/, '')
  return user === '' && secret === '' ? undefined : { username: user, secret }
}

/** Edits follow one another: each begins with what the one before has written. */
let lastEdit: Promise<void> = Promise.resolve()

function edit(folder: string, change: (config: Json) => void): Promise<void> {
  lastEdit = lastEdit.catch(() => {}).then(() => editNow(folder, change))
  return lastEdit
}

async function editNow(folder: string, change: (config: Json) => void): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // People keep it elsewhere and link to it.
  const path = await realpath(pathIn(folder)).catch(() => pathIn(folder))
  const text = await readText(path)
  const config = parse(text, path)
  change(config)
  const draft = join(dirname(path), `.config.json.${process.pid}.draft`)
  try {
    const mode = text === undefined ? OWNER_ONLY : (await stat(path)).mode & 0o777
    const file = await open(draft, 'wx', OWNER_ONLY)
    try {
      await file.writeFile(JSON.stringify(config, null, indentOf(text)))
      await file.sync()
    } finally {
      await file.close()
    }
    // One that others may read is not opened to them by us, and not closed to them either.
    await chmod(draft, mode)
    await rename(draft, path)
  } catch (cause) {
    await rm(draft, { force: true })
    throw new EngineError({
      code: 'refused',
      message: `Cannot write "${path}": ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'Check that you may write to it; nothing in it was changed.',
    })
  }
}

function pathIn(folder: string): string {
  return join(folder, 'config.json')
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw new EngineError({ code: 'no-permission', message: `Cannot read "${path}": ${message}` })
  }
}

/** Whoever wrote it by hand may have broken it: it is not written over. */
function parse(text: string | undefined, path: string): Json {
  if (text === undefined || text.trim() === '') return {}
  const value = tryParse(text)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json
  throw new EngineError({
    code: 'refused',
    message: `Docker's settings in "${path}" are no JSON, so that logins cannot be read`,
    hint: 'Mend the file; Pilothouse leaves it as it is.',
  })
}

/** The parser's own words quote the text, and that has passwords. */
function tryParse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

/** Go's rule for JSON, and so the CLI's: names of fields match in any case. */
function keyOf(config: Json, name: string): string {
  if (Object.hasOwn(config, name)) return name
  return Object.keys(config).findLast((key) => key.toLowerCase() === name.toLowerCase()) ?? name
}

function objectAt(config: Json, name: string): Json {
  const value = config[keyOf(config, name)]
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

/** The CLI writes tabs. */
function indentOf(text: string | undefined): string {
  return /^\{\r?\n([ \t]+)/.exec(text ?? '')?.[1] ?? '\t'
}
