import type { LiveLimits } from '#shared/contract/containers.ts'
import type { RunSpec } from '#shared/run-spec/run-spec.ts'
import { BadValue } from '#shared/run-spec/values/bad-value.ts'
import { bytesText, parseBytes, parseBytesOrUnlimited } from '#shared/run-spec/values/bytes.ts'
import { cpusText, parseCpus, parseInteger } from '#shared/run-spec/values/numbers.ts'

type Values = Readonly<Record<string, string | boolean>>
type FigureName = Exclude<keyof LiveLimits, 'restartPolicy'>

/** One limit of a container, and how people write it. */
export interface LimitField {
  readonly name: FigureName
  readonly label: string
  readonly placeholder: string
  readonly parse: (text: string) => number
  readonly textOf: (figure: number) => string
}

const integer = { parse: parseInteger, textOf: String }
const unlimited = (textOf: (figure: number) => string) => (figure: number) =>
  figure < 0 ? '-1' : textOf(figure)

/** In the order of the dialog. */
export const LIMIT_FIELDS: readonly LimitField[] = [
  { name: 'memory', label: 'Memory', placeholder: '512m', parse: parseBytes, textOf: bytesText },
  {
    name: 'memorySwap',
    label: 'Memory and swap (-1: no limit)',
    placeholder: '1g',
    parse: parseBytesOrUnlimited,
    textOf: unlimited(bytesText),
  },
  { name: 'nanoCpus', label: 'CPUs', placeholder: '1.5', parse: parseCpus, textOf: cpusText },
  { name: 'cpuShares', label: 'CPU shares', placeholder: '1024', ...integer },
  { name: 'pidsLimit', label: 'Processes (-1: no limit)', placeholder: '200', ...integer },
]

export const RESTARTS = ['no', 'always', 'unless-stopped', 'on-failure'] as const
type Restart = (typeof RESTARTS)[number]

/** A limit as it is now, as text; empty where there is none. */
export function limitText(spec: RunSpec, { name, textOf }: LimitField): string {
  const figure = spec[name]
  return figure === undefined || figure === 0 ? '' : textOf(figure)
}

/** What is wrong with a new value, if anything. */
export function limitProblem(field: LimitField, before: string, text: string): string | undefined {
  if (text.trim() === '') {
    // The engine takes nothing, and zero, for "as it is".
    return before === ''
      ? undefined
      : 'A limit cannot be taken away while the container is there: recreate it, or set another one'
  }
  try {
    field.parse(text.trim())
    return undefined
  } catch (cause) {
    if (!(cause instanceof BadValue)) throw cause
    return `${field.label}: ${cause.message}`
  }
}

/** Those that are otherwise than the container has them; the rest is left alone. */
export function changedLimits(spec: RunSpec, values: Values): LiveLimits {
  const figures = LIMIT_FIELDS.flatMap((field) => {
    const text = String(values[field.name] ?? '').trim()
    return text === limitText(spec, field) || text === ''
      ? []
      : [[field.name, field.parse(text)] as const]
  })
  const { name: before = 'no', maximumRetryCount = 0 } = spec.restartPolicy ?? {}
  const name = RESTARTS.find((one) => one === values['restart']) ?? 'no'
  const retries = name === 'on-failure' ? retriesIn(values) : 0
  const isSame = name === before && retries === maximumRetryCount
  return {
    ...Object.fromEntries(figures),
    ...(!isSame && { restartPolicy: policy(name, retries) }),
  }
}

function policy(name: Restart, retries: number) {
  return { name, ...(retries > 0 && { maximumRetryCount: retries }) }
}

function retriesIn(values: Values): number {
  const text = String(values['retries'] ?? '').trim()
  return text === '' ? 0 : parseInteger(text)
}
