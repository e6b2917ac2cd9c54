import { isSecret, MASK } from '#shared/secret-values.ts'
import type { RunSpec, SpecMount, SpecNetwork, StringMap } from '#shared/run-spec/run-spec.ts'

export interface MaskedSpec {
  readonly spec: RunSpec
  /** How many values are hidden. */
  readonly hidden: number
}

/** The spec with a mask in the place of each value that looks like a secret. */
export function maskSpec(spec: RunSpec): MaskedSpec {
  const { env, labels, logConfig, healthcheck, mounts, cmd, entrypoint } = spec
  const mask = createMask()
  return {
    spec: {
      ...spec,
      env: env.map((variable) =>
        variable.value === undefined
          ? variable
          : { name: variable.name, value: mask.value(variable.name, variable.value) },
      ),
      labels: mask.map(labels),
      annotations: mask.map(spec.annotations),
      storageOpt: mask.map(spec.storageOpt),
      networks: spec.networks.map((network) => maskNetwork(network, mask)),
      cmd: mask.words(cmd),
      ...(entrypoint && { entrypoint: mask.words(entrypoint) }),
      ...(logConfig && { logConfig: { ...logConfig, config: mask.map(logConfig.config) } }),
      ...(healthcheck?.test && {
        healthcheck: { ...healthcheck, test: mask.words(healthcheck.test) },
      }),
      mounts: mounts.map((mount) => maskMount(mount, mask)),
    },
    hidden: mask.hidden(),
  }
}

type Mask = ReturnType<typeof createMask>

/** In a line for a shell: a flag that is called so, and the word after it. */
const SECRET_FLAGS =
  /(--?[\w.-]*(?:pass|secret|token|credential|api-?key)[\w.-]*(?:\s+|=)["']?)([^\s"'-][^\s"']*)/gi

/** `--requirepass`: programs write it together. */
const SECRET_FLAG_END = /pass$/i

function createMask() {
  let hidden = 0
  const value = (name: string, text: string) => {
    if (!isSecret(name, text)) return text
    hidden += 1
    return MASK
  }
  const line = (text: string) =>
    text.replaceAll(SECRET_FLAGS, (_all, flag: string) => {
      hidden += 1
      return flag + MASK
    })
  return {
    value,
    map: (map: StringMap): StringMap =>
      Object.fromEntries(Object.entries(map).map(([name, text]) => [name, value(name, text)])),
    /** `--password=…`, `--password …`, and words that are secrets by themselves. */
    words: (words: readonly string[]): readonly string[] =>
      words.map((word, at) => {
        if (/\s/.test(word) && !isSecret('', word)) return line(word)
        const [, flag, assigned] = /^([\w.-]+=)([^]*)$/.exec(word) ?? []
        if (flag !== undefined && assigned !== undefined)
          return flag + value(flag.slice(0, -1), assigned)
        const before = words[at - 1] ?? ''
        const isGiven = /^--?[\w.-]+$/.test(before) && !word.startsWith('-')
        return value(isGiven ? before.replace(SECRET_FLAG_END, '_password') : '', word)
      }),
    hidden: () => hidden,
  }
}

/** What a driver is given may hold a login. */
function maskMount(mount: SpecMount, mask: Mask): SpecMount {
  const { volumeOptions } = mount
  if (!volumeOptions) return mount
  const { driverOptions, labels } = volumeOptions
  return {
    ...mount,
    volumeOptions: {
      ...volumeOptions,
      ...(driverOptions && { driverOptions: mask.map(driverOptions) }),
      ...(labels && { labels: mask.map(labels) }),
    },
  }
}

function maskNetwork(network: SpecNetwork, mask: Mask): SpecNetwork {
  return { ...network, driverOpts: mask.map(network.driverOpts) }
}
