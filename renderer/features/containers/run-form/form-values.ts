import type { SpecNetwork } from '#shared/run-spec/run-spec.ts'

export interface PortRow {
  readonly hostIp: string
  /** A port or a range; empty for any free one. */
  readonly hostPort: string
  readonly containerPort: string
  readonly protocol: string
}

export interface EnvRow {
  readonly name: string
  /** Without one, a variable of the image is taken away. */
  readonly value?: string
}

export type MountKind = 'volume' | 'bind' | 'tmpfs' | 'anonymous'

export interface MountRow {
  readonly kind: MountKind
  /** A path of the host or the name of a volume; empty where there is none. */
  readonly source: string
  readonly target: string
  /** With commas between them: `ro,z`, `size=16m`. */
  readonly options: string
}

export interface NetworkRow {
  readonly name: string
  /** With spaces or commas between them. */
  readonly aliases: string
  readonly ip: string
  /** What else is said of its place in the network, which the form has no field for. */
  readonly base: SpecNetwork
}

/** What stands in the fields of the form, as it was typed. */
export interface FormValues {
  readonly image: string
  /** The words of a command, as a shell would read them. */
  readonly entrypoint: string
  readonly cmd: string
  readonly ports: readonly PortRow[]
  readonly env: readonly EnvRow[]
  readonly mounts: readonly MountRow[]
  readonly networks: readonly NetworkRow[]
  /** Of all other flags of `docker run`: each value that is given, by the flag's name. */
  readonly flags: Readonly<Record<string, readonly string[]>>
}

/** Flags that the form has rows or fields of their own for. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
  'publish',
  'env',
  'volume',
  'tmpfs',
  'network',
  'network-alias',
  'ip',
  'ip6',
  'link-local-ip',
  'mac-address',
  'entrypoint',
])

/** Whether the flag is one of those that the form keeps by name. */
export function isPlainFlag({ name }: { readonly name: string }): boolean {
  return !OWN_FIELDS.has(name)
}
