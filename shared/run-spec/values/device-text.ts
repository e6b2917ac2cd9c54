import type { DeviceFigure, SpecDevice, SpecUlimit } from '../run-spec.ts'
import { BadValue } from './bad-value.ts'
import { bytesText, parseBytes } from './bytes.ts'
import { parseInteger } from './numbers.ts'

const ALL_PERMISSIONS = 'rwm'

/** `/dev/snd`, `/dev/sda:/dev/xvda`, `/dev/sda:/dev/xvda:r` or `/dev/sda:r` */
export function parseDevice(text: string): SpecDevice {
  const [pathOnHost = '', second, third, ...more] = text.split(':')
  const isMode = (part: string | undefined) => part !== undefined && /^[rwm]+$/.test(part)
  if (pathOnHost === '' || more.length > 0)
    throw new BadValue(`"${text}" is no device, such as /dev/snd`)
  if (third !== undefined && !isMode(third)) {
    throw new BadValue(`"${third}" may hold only r, w and m`)
  }
  const hasMode = third === undefined && isMode(second)
  return {
    pathOnHost,
    pathInContainer: (hasMode ? undefined : second) || pathOnHost,
    cgroupPermissions: (hasMode ? second : third) ?? ALL_PERMISSIONS,
  }
}

export function deviceText({ pathOnHost, pathInContainer, cgroupPermissions }: SpecDevice): string {
  const isAll = cgroupPermissions === ALL_PERMISSIONS
  if (isAll && pathInContainer === pathOnHost) return pathOnHost
  return [pathOnHost, pathInContainer, ...(isAll ? [] : [cgroupPermissions])].join(':')
}

/** `/dev/sda:10mb`, or a plain number of operations or a weight. */
function parseDeviceFigure(read: (text: string) => number) {
  return (text: string): DeviceFigure => {
    const at = text.lastIndexOf(':')
    const path = text.slice(0, Math.max(at, 0))
    if (!path.startsWith('/dev/'))
      throw new BadValue(`"${text}" is not of the form /dev/name:number`)
    return { path, figure: read(text.slice(at + 1)) }
  }
}

export const parseRate = parseDeviceFigure(parseBytes)
export const parseCount = parseDeviceFigure(parseInteger)

export function rateText({ path, figure }: DeviceFigure): string {
  return `${path}:${bytesText(figure)}`
}

export function countText({ path, figure }: DeviceFigure): string {
  return `${path}:${figure}`
}

/** `nofile=1024` or `nofile=1024:2048`; -1 is no limit. */
export function parseUlimit(text: string): SpecUlimit {
  const [, name, soft, hard = soft] = /^([a-z]+)=(-?\d+)(?::(-?\d+))?$/.exec(text) ?? []
  if (name === undefined)
    throw new BadValue(`"${text}" is not of the form name=soft:hard, such as nofile=1024:2048`)
  const limit = { name, soft: Number(soft), hard: Number(hard) }
  if (limit.hard >= 0 && limit.soft > limit.hard)
    throw new BadValue(`the soft limit ${soft} is above the hard limit ${hard}`)
  return limit
}

export function ulimitText({ name, soft, hard }: SpecUlimit): string {
  return soft === hard ? `${name}=${soft}` : `${name}=${soft}:${hard}`
}
