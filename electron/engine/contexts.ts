import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

/** What the docker CLI's own files say. */
export interface DockerFiles {
  /** `currentContext` of config.json. */
  readonly currentContext: string | undefined
  readonly contexts: readonly StoredContext[]
}

/** One context of the CLI's store; a broken one keeps its folder's name and says why. */
export type StoredContext =
  | { readonly name: string; readonly host: string; readonly hasTls: boolean }
  | { readonly name: string; readonly broken: string }

const Config = z.object({ currentContext: z.string().optional().catch(undefined) })

const Meta = z.object({
  Name: z.string().min(1),
  Endpoints: z.object({ docker: z.object({ Host: z.string().optional() }).optional() }).optional(),
})

/** Reads the CLI's folder (`~/.docker`). What is not there or broken leaves its part empty. */
export function readDockerFiles(folder: string): DockerFiles {
  const config = parseJson(readText(join(folder, 'config.json')), Config)
  const metaFolder = join(folder, 'contexts', 'meta')
  return {
    currentContext: config?.currentContext || undefined,
    contexts: foldersIn(metaFolder).map((id) => readContext(folder, id)),
  }
}

function readContext(folder: string, id: string): StoredContext {
  const text = readText(join(folder, 'contexts', 'meta', id, 'meta.json'))
  const hasTls = foldersIn(join(folder, 'contexts', 'tls', id)).includes('docker')
  return parseContext(id, text, hasTls)
}

/** One meta.json of the store. */
export function parseContext(id: string, text: string | undefined, hasTls: boolean): StoredContext {
  const meta = parseJson(text, Meta)
  if (!meta) return { name: id.slice(0, 12), broken: 'its meta.json cannot be read' }
  const host = meta.Endpoints?.docker?.Host
  if (!host) return { name: meta.Name, broken: 'it has no Docker endpoint' }
  return { name: meta.Name, host, hasTls }
}

function parseJson<T>(text: string | undefined, schema: z.ZodType<T>): T | undefined {
  if (text === undefined) return undefined
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
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
