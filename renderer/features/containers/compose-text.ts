import { stringify } from 'yaml'
import { composeService } from '#shared/run-spec/compose/compose-service.ts'
import type { WrittenText } from '#shared/run-spec/line/run-line.ts'
import type { RunSpec } from '#shared/run-spec/run-spec.ts'

/** A container with the name of its service. */
export interface NamedSpec {
  readonly name: string
  readonly spec: RunSpec
}

/** A Compose file of these as services; their networks and volumes are those that there are. */
export function composeText(specs: readonly NamedSpec[]): WrittenText {
  const services = new Map<string, object>()
  const all = specs.map(({ name, spec }) => {
    const made = composeService(spec)
    services.set(freeName(name, services), made.service)
    return made
  })
  const file = {
    services: Object.fromEntries(services),
    ...outside(
      'networks',
      all.flatMap(({ networks }) => networks),
    ),
    ...outside(
      'volumes',
      all.flatMap(({ volumes }) => volumes),
    ),
  }
  const lost = [...new Set(all.flatMap(({ notCarried }) => notCarried.map(({ name }) => name)))]
  return {
    // Compose reads by both versions of YAML: what either takes for no text is quoted.
    text: stringify(file, {
      compat: 'yaml-1.1',
      lineWidth: 0,
      nullStr: '',
      aliasDuplicateObjects: false,
    }),
    remarks: lost.length > 0 ? [`Compose has no word for ${lost.join(', ')}.`] : [],
  }
}

function outside(kind: string, names: readonly string[]): Readonly<Record<string, object>> {
  if (names.length === 0) return {}
  return { [kind]: Object.fromEntries(names.map((name) => [name, { external: true }])) }
}

/** Services are named as containers are; of two that would be called alike, one is numbered. */
function freeName(wanted: string, taken: ReadonlyMap<string, object>): string {
  const name = wanted.replaceAll(/[^\w.-]/g, '-') || 'service'
  let free = name
  for (let number = 2; taken.has(free); number++) free = `${name}-${number}`
  return free
}
