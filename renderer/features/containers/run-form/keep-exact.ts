import type { RunSpec } from '#shared/run-spec/run-spec.ts'
import { toForm } from './to-form.ts'
import { toSpec } from './to-spec.ts'

/** What a form was filled from, and what it says where nobody has changed a field. */
export interface Origin {
  readonly exact: RunSpec
  readonly said: RunSpec
}

/** Remembers what the form was filled from. */
export function originOf(exact: RunSpec): Origin {
  return { exact, said: toSpec(toForm(exact)).spec }
}

/**
 * The spec of a form, with what nobody has changed exactly as it was: a form cannot say everything
 * that an engine can, such as a health check without a shell.
 */
export function keepExact(spec: RunSpec, { exact, said }: Origin): RunSpec {
  const kept = new Map(Object.entries(exact))
  const all = new Set([...Object.keys(spec), ...kept.keys()])
  const fields = [...all].flatMap((key) => {
    const field = key as keyof RunSpec
    const value = keep(spec[field], said[field], exact[field])
    return value === undefined ? [] : [[key, value] as const]
  })
  return Object.fromEntries(fields) as unknown as RunSpec
}

function keep(now: unknown, said: unknown, exact: unknown): unknown {
  if (isSame(now, said)) return exact
  if (!Array.isArray(now) || !Array.isArray(said) || !Array.isArray(exact)) return now
  if (said.length !== exact.length) return now
  // Of a list, each item that is still as it was.
  return now.map((item: unknown): unknown => {
    const at = said.findIndex((one) => isSame(one, item))
    return at < 0 ? item : exact[at]
  })
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
