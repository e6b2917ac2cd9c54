import { readdir, readFile, readlink } from 'node:fs/promises'

/** A port of this machine that a program holds. */
export interface HeldPort {
  readonly protocol: 'tcp' | 'udp'
  /** `0.0.0.0` and `::` are every address. */
  readonly ip: string
  readonly port: number
  /** By which the kernel knows the socket. */
  readonly inode: string
}

/** Of TCP only those that listen; a bound UDP socket has the state of a closed one. */
const STATES = { tcp: '0A', udp: '07' } as const

/** The ports of this machine that programs hold, as Linux lists them; none elsewhere. */
export async function heldPorts(): Promise<readonly HeldPort[]> {
  const tables = (['tcp', 'udp'] as const).flatMap((protocol) =>
    [protocol, `${protocol}6`].map(async (table) => {
      const text = await readFile(`/proc/net/${table}`, 'utf8').catch(() => '')
      return parseTable(text, protocol)
    }),
  )
  return (await Promise.all(tables)).flat()
}

/** The lines of `/proc/net/tcp` and its like. */
export function parseTable(text: string, protocol: 'tcp' | 'udp'): readonly HeldPort[] {
  return text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const fields = line.trim().split(/\s+/)
      const [address = '', port = ''] = (fields[1] ?? '').split(':')
      const [state, inode = ''] = [fields[3], fields[9]]
      if (state !== STATES[protocol]) return []
      return [{ protocol, ip: toIp(address), port: Number.parseInt(port, 16), inode }]
    })
}

/** The name of the program that holds the socket, where this user may see it. */
export async function programOf(inode: string): Promise<string | undefined> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  for (const pid of pids) {
    const files = await readdir(`/proc/${pid}/fd`).catch(() => [])
    const links = await Promise.all(
      files.map((file) => readlink(`/proc/${pid}/fd/${file}`).catch(() => '')),
    )
    if (!links.includes(`socket:[${inode}]`)) continue
    return (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim() || undefined
  }
  return undefined
}

/** Words of four bytes, each of them in the order of the machine: little end first. */
function toIp(hex: string): string {
  const words = hex.match(/.{8}/g) ?? []
  const bytes = words.flatMap((word) => (word.match(/../g) ?? []).toReversed())
  if (bytes.length === 4) return bytes.map((byte) => Number.parseInt(byte, 16)).join('.')
  const text = bytes.join('').toLowerCase()
  if (/^0+$/.test(text)) return '::'
  const mapped = /^0{20}ffff(.{8})$/.exec(text)?.[1]
  if (mapped) return (mapped.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).join('.')
  return (text.match(/.{4}/g) ?? []).map((part) => part.replace(/^0{1,3}/, '')).join(':')
}
