import { isSecret, MASK } from '#shared/secret-values.ts'
import type { SpecChange } from '#shared/run-spec/diff-specs.ts'

/** The part of an image's configuration that a container of it takes over. */
const FIELDS: Readonly<Record<string, string>> = {
  Env: '--env of the image',
  Entrypoint: 'entrypoint of the image',
  Cmd: 'command of the image',
  ExposedPorts: 'ports of the image',
  Volumes: 'volumes of the image',
  WorkingDir: '--workdir of the image',
  User: '--user of the image',
  StopSignal: '--stop-signal of the image',
  Healthcheck: 'health check of the image',
}

/** These are lists of which each entry stands for itself. */
const BY_ENTRY: ReadonlySet<string> = new Set(['Env', 'ExposedPorts', 'Volumes'])

/** What two images, as `inspect` tells of them in JSON, give their containers differently. */
export function imageChanges(before: string, after: string): readonly SpecChange[] {
  const [old, next] = [configIn(before), configIn(after)]
  return Object.entries(FIELDS).flatMap(([field, what]) => {
    const [was, is] = [entries(field, old[field]), entries(field, next[field])]
    const change = {
      what,
      before: was.filter((text) => !is.includes(text)).map(masked),
      after: is.filter((text) => !was.includes(text)).map(masked),
    }
    return change.before.length + change.after.length > 0 ? [change] : []
  })
}

function configIn(json: string): Readonly<Record<string, unknown>> {
  const image: unknown = JSON.parse(json)
  const config: unknown = isObject(image) ? image['Config'] : undefined
  return isObject(config) ? config : {}
}

function entries(field: string, value: unknown): readonly string[] {
  if (value === undefined || value === null || value === '') return []
  if (!BY_ENTRY.has(field)) return [typeof value === 'string' ? value : JSON.stringify(value)]
  return Array.isArray(value) ? value.map(String) : Object.keys(value)
}

function masked(text: string): string {
  const at = text.indexOf('=')
  if (at < 0 || !isSecret(text.slice(0, at), text.slice(at + 1))) return text
  return `${text.slice(0, at)}=${MASK}`
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
