import { SECTIONS } from './sections.ts'

const FIXED: Readonly<Record<string, string>> = {
  image: 'Image',
  cmd: 'Command',
  entrypoint: 'Entrypoint',
  'flags.name.0': 'Name',
}

const ROWS: Readonly<Record<string, string>> = {
  ports: 'Port',
  env: 'Variable',
  mounts: 'Mount',
  networks: 'Network',
}

/** What people see beside a field, by the name that its problems have. */
export function fieldName(field: string): string | undefined {
  const fixed = FIXED[field]
  if (fixed !== undefined) return fixed
  const [kind = '', name = '', at = ''] = field.split('.')
  if (kind !== 'flags') return ROWS[kind] && `${ROWS[kind]} ${Number(name) + 1}`
  const known = SECTIONS.flatMap(({ fields }) => fields).find(({ flag }) => flag === name)
  if (!known) return undefined
  return known.kind === 'list' ? `${known.label} ${Number(at) + 1}` : known.label
}
