import { toVariable } from '#shared/run-spec/values/variable-text.ts'
import type { EnvRow } from './form-values.ts'

const NAME = /^[A-Za-z_][\w.-]*$/

/**
 * Variables of a file or of many pasted lines: `NAME=value`, with or without `export`, as docker and
 * shells write them. Lines that are empty or begin with `#` say nothing; one without a sign of
 * equality is left out.
 */
export function envLines(text: string): readonly EnvRow[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim().replace(/^export\s+/, ''))
    .filter((line) => line !== '' && !line.startsWith('#') && line.includes('='))
    .map(toVariable)
    .filter(({ name }) => NAME.test(name))
    .map(({ name, value = '' }) => ({ name, value: unquoted(value) }))
}

/** The rows with these; a name that is there already gets the new value in its place. */
export function withVariables(
  rows: readonly EnvRow[],
  added: readonly EnvRow[],
): readonly EnvRow[] {
  const all = new Map<string, EnvRow>()
  for (const row of [...rows.filter(({ name, value }) => name !== '' || value), ...added]) {
    all.set(row.name, row)
  }
  return [...all.values()]
}

/** People quote values for their shell. docker itself would keep the quotes. */
function unquoted(value: string): string {
  const [, quote, inner] = /^(["'])([^]*)\1$/.exec(value.trim()) ?? []
  return quote === undefined || inner === undefined ? value : inner
}
