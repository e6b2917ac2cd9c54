import type { RunSpec } from '../run-spec.ts'
import { BadValue } from './bad-value.ts'

type RestartPolicy = NonNullable<RunSpec['restartPolicy']>

/** `no`, `always`, `unless-stopped`, `on-failure` or `on-failure:3` */
export function parseRestart(text: string): RestartPolicy | undefined {
  const [, name = '', count] = /^([a-z-]*)(?::(\d+))?$/.exec(text) ?? []
  if (text === '' || name === 'no') return undefined
  if (!['always', 'unless-stopped', 'on-failure'].includes(name)) {
    throw new BadValue(`"${text}" is none of no, always, unless-stopped and on-failure:count`)
  }
  if (count !== undefined && name !== 'on-failure') {
    throw new BadValue('only on-failure takes a count')
  }
  return {
    name,
    ...(count !== undefined && Number(count) > 0 && { maximumRetryCount: Number(count) }),
  }
}

export function restartText({ name, maximumRetryCount }: RestartPolicy): string {
  return maximumRetryCount ? `${name}:${maximumRetryCount}` : name
}
