const NANO = 1e9

/** Microseconds: the kernel's own period where a quota names none. */
const PERIOD_US = 100_000

/** Percent of one core that a container may use at most, of its inspect; nothing where it has no limit. */
export function cpuLimitOf(json: string): number | undefined {
  const host = hostConfigOf(json)
  const number = (key: string) => Number(host[key]) || 0
  const nano = number('NanoCpus')
  if (nano > 0) return (nano / NANO) * 100
  const quota = number('CpuQuota')
  return quota > 0 ? (quota / (number('CpuPeriod') || PERIOD_US)) * 100 : undefined
}

function hostConfigOf(json: string): Readonly<Record<string, unknown>> {
  const whole: unknown = JSON.parse(json)
  const host = whole && typeof whole === 'object' && 'HostConfig' in whole && whole.HostConfig
  return host && typeof host === 'object' ? { ...host } : {}
}
