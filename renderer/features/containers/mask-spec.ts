import { isSecret, MASK } from '#lib/secret-values.ts'
import type { RunSpec, SpecMount, StringMap } from '#shared/run-spec/run-spec.ts'

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

function createMask() {
  let hidden = 0
  const value = (name: string, text: string) => {
    if (!isSecret(name, text)) return text
    hidden += 1
    return MASK
  }
  return {
    value,
    map: (map: StringMap): StringMap =>
      Object.fromEntries(Object.entries(map).map(([name, text]) => [name, value(name, text)])),
    /** `--password=…`, `--password …`, and words that are secrets by themselves. */
    words: (words: readonly string[]): readonly string[] =>
      words.map((word, at) => {
        const [, flag, assigned] = /^([\w.-]+=)([^]*)$/.exec(word) ?? []
        if (flag !== undefined && assigned !== undefined)
          return flag + value(flag.slice(0, -1), assigned)
        const before = words[at - 1] ?? ''
        return value(/^--?[\w.-]+$/.test(before) && !word.startsWith('-') ? before : '', word)
      }),
    hidden: () => hidden,
  }
}

/** What a driver is given may hold a login. */
function maskMount(mount: SpecMount, mask: Mask): SpecMount {
  const { volumeOptions } = mount
  if (!volumeOptions?.driverOptions) return mount
  return {
    ...mount,
    volumeOptions: { ...volumeOptions, driverOptions: mask.map(volumeOptions.driverOptions) },
  }
}
