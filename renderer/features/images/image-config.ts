import type { EnvVariable } from '#shared/contract/containers.ts'

/** What an image says to the containers that are made from it. */
export interface ImageConfig {
  /** Those that it says, in the order in which people ask for them. */
  readonly facts: readonly (readonly [label: string, value: string])[]
  readonly env: readonly EnvVariable[]
  readonly labels: Readonly<Record<string, string>>
}

/** Reads it from the engine's answer; what is not as it should be is as if it were not there. */
export function toImageConfig(json: string): ImageConfig {
  const all = asRecord(parse(json))
  const config = asRecord(all['Config'])
  const health = asRecord(config['Healthcheck'])
  const facts: readonly (readonly [string, string])[] = [
    ['Platform', platformOf(all)],
    ['Entrypoint', words(config['Entrypoint'])],
    ['Command', words(config['Cmd'])],
    ['Working folder', text(config['WorkingDir'])],
    ['User', text(config['User'])],
    ['Ports', keys(config['ExposedPorts'])],
    ['Volumes', keys(config['Volumes'])],
    ['Stop signal', text(config['StopSignal'])],
    ['Shell', words(config['Shell'])],
    ['Health check', words(health['Test'])],
    ['For images built on it', list(config['OnBuild']).join('\n')],
    ['Author', text(all['Author'])],
    ['Comment', text(all['Comment'])],
  ]
  return {
    facts: facts.filter(([, value]) => value !== ''),
    env: list(config['Env']).map(toVariable),
    labels: textsOf(asRecord(config['Labels'])),
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isRecord ? (value as Readonly<Record<string, unknown>>) : {}
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

/** Words of a command line as JSON has them, where one of them is not plain. */
function words(value: unknown): string {
  const all = list(value)
  return all.every((word) => /^[\w./:=@%+,-]+$/.test(word)) ? all.join(' ') : JSON.stringify(all)
}

function keys(value: unknown): string {
  return Object.keys(asRecord(value)).join(', ')
}

function platformOf(all: Readonly<Record<string, unknown>>): string {
  return ['Os', 'Architecture', 'Variant']
    .map((key) => text(all[key]))
    .filter((part) => part !== '')
    .join('/')
}

function toVariable(assignment: string): EnvVariable {
  const at = assignment.indexOf('=')
  return at === -1
    ? { name: assignment, value: '' }
    : { name: assignment.slice(0, at), value: assignment.slice(at + 1) }
}

/** A label may be called `__proto__`. */
function textsOf(record: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const texts = Object.entries(record).map(([key, value]) => [key, text(value)] as const)
  return Object.fromEntries(texts)
}
