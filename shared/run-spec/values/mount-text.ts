import type { SpecMount, StringMap } from '../run-spec.ts'
import { BadValue } from './bad-value.ts'
import { bytesText, parseBytes } from './bytes.ts'
import { csvLine, splitCsv } from './csv.ts'
import { parseBoolean } from './numbers.ts'
import { pairTexts, parsePair, splitPair } from './pairs.ts'

const OCTAL = 8

/** The value of `--mount`: `type=bind,source=/srv,target=/data,readonly`. */
export function parseMount(text: string): SpecMount {
  let mount: SpecMount = { type: 'volume', target: '' }
  for (const field of splitCsv(text)) {
    const [key, value] = splitPair(field)
    mount = withField(mount, key.trim().toLowerCase(), value)
  }
  if (mount.target === '') throw new BadValue('it does not say target=, the path in the container')
  return mount
}

function withField(mount: SpecMount, key: string, value: string | undefined): SpecMount {
  const { bindOptions, volumeOptions, tmpfsOptions } = mount
  const yes = () => value === undefined || parseBoolean(value)
  const bind = (more: typeof bindOptions) => ({
    ...mount,
    bindOptions: { ...bindOptions, ...more },
  })
  const volume = (more: typeof volumeOptions) => ({
    ...mount,
    volumeOptions: { ...volumeOptions, ...more },
  })
  const tmpfs = (more: typeof tmpfsOptions) => ({
    ...mount,
    tmpfsOptions: { ...tmpfsOptions, ...more },
  })
  switch (key) {
    case 'readonly':
    case 'ro':
      return { ...mount, readOnly: yes() }
    case 'volume-nocopy':
      return volume({ noCopy: yes() })
    case 'bind-nonrecursive':
      return bind({ nonRecursive: yes() })
  }
  if (value === undefined) throw new BadValue(`"${key}" has no value`)
  switch (key) {
    case 'type':
      return { ...mount, type: value.toLowerCase() }
    case 'source':
    case 'src':
      return { ...mount, source: value }
    case 'target':
    case 'dst':
    case 'destination':
      return { ...mount, target: value }
    case 'consistency':
      return { ...mount, consistency: value.toLowerCase() }
    case 'bind-propagation':
      return bind({ propagation: value.toLowerCase() })
    case 'bind-recursive':
      return bind(RECURSION[value] ?? unknownRecursion(value))
    case 'volume-subpath':
      return volume({ subpath: value })
    case 'volume-driver':
      return volume({ driverName: value })
    case 'volume-label':
      return volume({ labels: withEntry(volumeOptions?.labels, splitPair(value)) })
    case 'volume-opt':
      return volume({ driverOptions: withEntry(volumeOptions?.driverOptions, parsePair(value)) })
    case 'image-subpath':
      return { ...mount, imageSubpath: value }
    case 'tmpfs-size':
      return tmpfs({ sizeBytes: parseBytes(value) })
    case 'tmpfs-mode':
      return tmpfs({ mode: parseMode(value) })
    default:
      throw new BadValue(`"${key}" is no option of a mount`)
  }
}

/** What `bind-recursive` says about mounts within the mount. */
const RECURSION: Readonly<Record<string, SpecMount['bindOptions']>> = {
  enabled: {},
  disabled: { nonRecursive: true },
  writable: { readOnlyNonRecursive: true },
  readonly: { readOnlyForceRecursive: true },
}

function unknownRecursion(value: string): never {
  throw new BadValue(`"${value}" is none of enabled, disabled, writable and readonly`)
}

function parseMode(text: string): number {
  if (!/^[0-7]+$/.test(text)) throw new BadValue(`"${text}" is no file mode, such as 1777`)
  return Number.parseInt(text, OCTAL)
}

function withEntry(
  map: StringMap = {},
  [name, value = '']: readonly [string, string | undefined],
): StringMap {
  return { ...map, [name]: value }
}

/** The mount as `--mount` takes it. */
export function mountText(mount: SpecMount): string {
  const { bindOptions = {}, volumeOptions = {}, tmpfsOptions = {} } = mount
  const { sizeBytes, mode } = tmpfsOptions
  return csvLine([
    `type=${mount.type}`,
    ...said('source', mount.source),
    `target=${mount.target}`,
    ...(mount.readOnly ? ['readonly'] : []),
    ...said('consistency', mount.consistency),
    ...said('bind-propagation', bindOptions.propagation),
    ...recursionText(bindOptions),
    ...(volumeOptions.noCopy ? ['volume-nocopy'] : []),
    ...said('volume-subpath', volumeOptions.subpath),
    ...said('volume-driver', volumeOptions.driverName),
    ...pairTexts(volumeOptions.labels ?? {}).map((pair) => `volume-label=${pair}`),
    ...pairTexts(volumeOptions.driverOptions ?? {}).map((pair) => `volume-opt=${pair}`),
    ...said('image-subpath', mount.imageSubpath),
    ...said('tmpfs-size', sizeBytes === undefined ? undefined : bytesText(sizeBytes)),
    ...said('tmpfs-mode', mode?.toString(OCTAL)),
  ])
}

function recursionText(options: NonNullable<SpecMount['bindOptions']>): readonly string[] {
  // Engines before 25 know only this one, by its older name.
  if (options.nonRecursive) return ['bind-nonrecursive']
  if (options.readOnlyNonRecursive) return ['bind-recursive=writable']
  return options.readOnlyForceRecursive ? ['bind-recursive=readonly'] : []
}

function said(name: string, value: string | undefined): readonly string[] {
  return value === undefined || value === '' ? [] : [`${name}=${value}`]
}
