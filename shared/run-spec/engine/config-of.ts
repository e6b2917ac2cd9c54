import type { RunSpec, SpecHealthcheck, SpecVariable } from '../run-spec.ts'
import { splitPair } from '../values/pairs.ts'
import { toVariable } from '../values/variable-text.ts'
import { copyFields, unknownFields, type SpecPart } from './copy-fields.ts'
import { CONFIG_FIELDS } from './fields.ts'
import type { EngineDefaults, RawConfig, RawContainer, RawHealthcheck } from './raw-inspect.ts'
import { withoutEmpty } from './without-empty.ts'

/** Twelve digits of its id are the name of a host that nobody has named. */
const SHORT_ID_LENGTH = 12

/** Known, and said elsewhere, or of the image alone. */
const OTHERS = [
  'Image',
  'Env',
  'Cmd',
  'Entrypoint',
  'ExposedPorts',
  'Volumes',
  'Healthcheck',
  'MacAddress',
  'AttachStdin',
  'AttachStdout',
  'AttachStderr',
  'StdinOnce',
  'OnBuild',
  'Shell',
  'ArgsEscaped',
  // Podman says these of its own making.
  'CreateCommand',
  'Annotations',
  'Umask',
  'Timeout',
  'Passwd',
  'sdNotifyMode',
  'HealthcheckOnFailureAction',
  'HealthLogDestination',
  'HealthcheckMaxLogCount',
  'HealthcheckMaxLogSize',
  'CreatedTime',
  'StartupHealthCheck',
]
const KNOWN: ReadonlySet<string> = new Set([...Object.keys(CONFIG_FIELDS), ...OTHERS])

/** What a container's `Config` says beyond that of its image. */
export function configOf(raw: RawContainer, image: RawConfig, engine: EngineDefaults): SpecPart {
  const config = raw.Config ?? {}
  const isGiven = (field: string, value: unknown) =>
    field === 'Hostname'
      ? isGivenHostname(raw, engine)
      : field !== 'Labels' && JSON.stringify(value) === JSON.stringify(image[field])
  return {
    part: {
      ...copyFields(config, CONFIG_FIELDS, isGiven),
      labels: labelsOf(config, image),
      ...streamsOf(config),
      ...commandOf(config, image),
      env: envOf(config.Env ?? [], image.Env ?? []),
      exposedPorts: exposedOf(raw, image),
      volumes: Object.keys(config.Volumes ?? {}).filter((path) => !(path in (image.Volumes ?? {}))),
      ...healthOf(config.Healthcheck, image.Healthcheck),
    },
    notCarried: unknownFields(config, KNOWN),
  }
}

function isGivenHostname(
  { Id, Config, HostConfig }: RawContainer,
  { hostname }: EngineDefaults,
): boolean {
  const name = Config?.Hostname
  const mode = HostConfig?.NetworkMode ?? ''
  // Who is in another's network bears its name.
  if (mode.startsWith('container:')) return true
  if (name === Id.slice(0, SHORT_ID_LENGTH)) return true
  return mode === 'host' && (hostname === undefined || name === hostname)
}

function labelsOf({ Labels }: RawConfig, image: RawConfig): RunSpec['labels'] {
  const given = image.Labels ?? {}
  return Object.fromEntries(
    Object.entries(Labels ?? {}).filter(([name, value]) => given[name] !== value),
  )
}

function streamsOf({
  AttachStdin,
  AttachStdout,
  AttachStderr,
  OpenStdin,
}: RawConfig): Pick<RunSpec, 'detach' | 'attach'> {
  const attach = [
    ...(AttachStdin ? ['stdin'] : []),
    ...(AttachStdout ? ['stdout'] : []),
    ...(AttachStderr ? ['stderr'] : []),
  ]
  if (attach.length === 0) return { detach: true, attach }
  const usual = OpenStdin ? 'stdin stdout stderr' : 'stdout stderr'
  return { detach: false, attach: attach.join(' ') === usual ? [] : attach }
}

/** An entrypoint of its own also does away with the image's command. */
function commandOf(config: RawConfig, image: RawConfig): Pick<RunSpec, 'cmd' | 'entrypoint'> {
  const [entrypoint, given] = [entrypointOf(config), entrypointOf(image)]
  const [cmd, givenCmd] = [config.Cmd ?? [], image.Cmd ?? []]
  const isSame = (a: readonly string[], b: readonly string[]) =>
    JSON.stringify(a) === JSON.stringify(b)
  if (!isSame(entrypoint, given)) return { entrypoint, cmd }
  if (isSame(cmd, givenCmd)) return { cmd: [] }
  // No command at all, where the image has one, comes of the entrypoint being said again.
  return cmd.length === 0 ? { entrypoint, cmd } : { cmd }
}

/** One empty word is how none at all is asked for. */
function entrypointOf({ Entrypoint }: RawConfig): readonly string[] {
  const words = Entrypoint ?? []
  return words.length === 1 && words[0] === '' ? [] : words
}

function envOf(env: readonly string[], given: readonly string[]): readonly SpecVariable[] {
  const names = new Set(env.map((entry) => splitPair(entry)[0]))
  const removed = given.map((entry) => splitPair(entry)[0]).filter((name) => !names.has(name))
  const own = env.filter((entry) => !given.includes(entry))
  return [...own.map(toVariable), ...removed.map((name) => ({ name }))]
}

function exposedOf({ Config, HostConfig }: RawContainer, image: RawConfig): readonly string[] {
  const elsewhere = { ...image.ExposedPorts, ...HostConfig?.PortBindings }
  return Object.keys(Config?.ExposedPorts ?? {}).filter((port) => !(port in elsewhere))
}

function healthOf(
  health: RawHealthcheck | null | undefined,
  image: RawHealthcheck | null | undefined,
): Pick<RunSpec, 'healthcheck'> {
  if (!health) return {}
  const isTestGiven = JSON.stringify(health.Test) === JSON.stringify(image?.Test)
  const own = (field: Exclude<keyof RawHealthcheck, 'Test'>) =>
    health[field] === image?.[field] ? undefined : health[field]
  const healthcheck: SpecHealthcheck = withoutEmpty({
    test: isTestGiven ? undefined : health.Test,
    interval: own('Interval'),
    timeout: own('Timeout'),
    startPeriod: own('StartPeriod'),
    startInterval: own('StartInterval'),
    retries: own('Retries'),
  })
  return Object.keys(healthcheck).length === 0 ? {} : { healthcheck }
}
