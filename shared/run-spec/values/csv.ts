import { BadValue } from './bad-value.ts'

const FIELD = /(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/gy

/** The fields of one line of CSV, as `--mount` and `--gpus` take it. */
export function splitCsv(text: string): readonly string[] {
  const fields: string[] = []
  FIELD.lastIndex = 0
  for (let at = 0; at < text.length || fields.length === 0; at = FIELD.lastIndex) {
    const [, quoted, plain = ''] = FIELD.exec(text) ?? []
    if (FIELD.lastIndex === 0)
      throw new BadValue('a quote in it is not closed, or stands in the middle of a field')
    fields.push(quoted?.replaceAll('""', '"') ?? plain)
  }
  return fields
}

export function csvLine(fields: readonly string[]): string {
  return fields
    .map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',')
}
