import { BadValue } from './bad-value.ts'
import { csvLine, splitCsv } from './csv.ts'
import { parseInteger } from './numbers.ts'
import { pairTexts, parsePair, splitPair } from './pairs.ts'

/** What the engine calls `DeviceRequests`. */
export interface DeviceRequest {
  readonly Driver?: string | null | undefined
  readonly Count?: number | null | undefined
  readonly DeviceIDs?: readonly string[] | null | undefined
  readonly Capabilities?: readonly (readonly string[])[] | null | undefined
  readonly Options?: Readonly<Record<string, string>> | null | undefined
}

const ALL = -1
const GPU = 'gpu'
const KEYS: ReadonlySet<string> = new Set(['count', 'driver', 'device', 'capabilities', 'options'])

/** `all`, `2`, `device=0,1` and the like as the engine's request. */
export function gpuRequest(text: string): DeviceRequest {
  const fields = new Map(splitCsv(text).map(readField))
  const count = fields.get('count')
  const devices = fields.get('device')
  const capabilities = fields.get('capabilities')?.split(',') ?? []
  const options = fields.get('options')
  return {
    Driver: fields.get('driver') ?? '',
    ...(count !== undefined && { Count: countOf(count) }),
    ...(devices !== undefined && { DeviceIDs: devices.split(',') }),
    ...(count === undefined && devices === undefined && { Count: 1 }),
    Capabilities: [[...new Set([GPU, ...capabilities])]],
    Options: options === undefined ? {} : Object.fromEntries(splitCsv(options).map(parsePair)),
  }
}

/** A word without a name is the count. */
function readField(field: string): readonly [string, string] {
  const [key, value] = splitPair(field)
  if (value === undefined) return ['count', String(countOf(key))]
  if (!KEYS.has(key)) throw new BadValue(`"${key}" is no part of a request for GPUs`)
  return [key, value]
}

/** The request as `--gpus` takes it; nothing where it is for no GPU. */
export function gpuText(request: DeviceRequest): string | undefined {
  const [capabilities = [], ...more] = request.Capabilities ?? []
  if (!capabilities.includes(GPU) || more.length > 0) return undefined
  const ids = request.DeviceIDs ?? []
  const others = capabilities.filter((one) => one !== GPU)
  const fields = [
    ...(ids.length > 0
      ? [`device=${ids.join(',')}`]
      : [request.Count === ALL ? 'all' : String(request.Count ?? 1)]),
    ...(request.Driver ? [`driver=${request.Driver}`] : []),
    ...(others.length > 0 ? [`capabilities=${others.join(',')}`] : []),
    ...optionsField(pairTexts(request.Options ?? {})),
  ]
  return csvLine(fields)
}

function optionsField(pairs: readonly string[]): readonly string[] {
  return pairs.length > 0 ? [`options=${csvLine(pairs)}`] : []
}

function countOf(text: string): number {
  return text === 'all' || text === String(ALL) ? ALL : parseInteger(text)
}
