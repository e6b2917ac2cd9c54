import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { TlsFiles } from './address.ts'
import { parseJson } from './parse-json.ts'
import { findTlsFiles } from './tls-folder.ts'

/** What the docker CLI's own files say. */
export interface DockerFiles {
  /** `currentContext` of config.json, unless that is the default one. */
  readonly currentContext: string | undefined
  readonly contexts: readonly StoredContext[]
  /** What DOCKER_TLS_VERIFY makes the CLI use: of DOCKER_CERT_PATH, else of its own folder. */
  readonly certificates: TlsFiles
}

/** One context of the CLI's store; a broken one keeps its folder's name and says why. */
export type StoredContext = HealthyContext | BrokenContext

interface HealthyContext {
  readonly name: string
  readonly host: string
  /** Where the store has a folder for them, even an empty one: then it is TLS that is meant. */
  readonly tls: TlsFiles | undefined
  readonly skipTlsVerify: boolean
}

interface BrokenContext {
  readonly name: string
  readonly broken: string
}

/** Go's rule for JSON, and so the CLI's: names of fields match in any case, the last one counts. */
const anyCase = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(withLowerCaseKeys, schema)

const Config = anyCase(z.object({ currentcontext: z.string().optional().catch(undefined) }))

const DockerEndpoint = anyCase(
  z.object({ host: z.string().optional(), skiptlsverify: z.boolean().default(false) }),
)

const Meta = anyCase(
  z.object({
    name: z.string().min(1),
    endpoints: anyCase(z.object({ docker: DockerEndpoint.optional() })).optional(),
  }),
)

/** The context that always exists, and that the store does not hold. */
export const DEFAULT_CONTEXT = 'default'

/**
 * Reads the CLI's folder (`~/.docker`), and names the files of `certFolder`. What is not there or
 * broken leaves its part empty.
 */
export function readDockerFiles(folder: string, certFolder = folder): DockerFiles {
  const config = Config.safeParse(parseJson(readText(join(folder, 'config.json')))).data
  const current = config?.currentcontext
  return {
    currentContext: current === DEFAULT_CONTEXT ? undefined : current || undefined,
    contexts: foldersIn(join(folder, 'contexts', 'meta')).map((id) => readContext(folder, id)),
    certificates: findCertificates(certFolder),
  }
}

function findCertificates(folder: string): TlsFiles {
  // The CLI does not do without this one: where it is missing or locked, the dial will say so.
  const ca = join(folder, 'ca.pem')
  try {
    return { ca, ...findTlsFiles(folder) }
  } catch {
    return { ca }
  }
}

function readContext(folder: string, id: string): StoredContext {
  const context = parseContext(id, readText(join(folder, 'contexts', 'meta', id, 'meta.json')))
  if ('broken' in context) return context
  try {
    return { ...context, tls: findTlsFiles(join(folder, 'contexts', 'tls', id, 'docker')) }
  } catch {
    // Without them it would be spoken to in plain.
    return { name: context.name, broken: 'its TLS files cannot be read' }
  }
}

/** One meta.json of the store; its TLS files lie elsewhere. */
export function parseContext(id: string, text: string | undefined): StoredContext {
  const meta = Meta.safeParse(parseJson(text)).data
  if (!meta) return { name: id.slice(0, 12), broken: 'its meta.json cannot be read' }
  const { host, skiptlsverify: skipTlsVerify = false } = meta.endpoints?.docker ?? {}
  if (!host) return { name: meta.name, broken: 'it has no Docker endpoint' }
  return { name: meta.name, host, tls: undefined, skipTlsVerify }
}

function withLowerCaseKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key.toLowerCase(), field]))
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function foldersIn(path: string): readonly string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
  } catch {
    return []
  }
}
