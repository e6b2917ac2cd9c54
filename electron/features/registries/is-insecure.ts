import { BlockList, isIP } from 'node:net'

/** What an engine says of the registries that it asks without TLS. */
interface RawInfo {
  readonly RegistryConfig?: {
    readonly IndexConfigs?: Readonly<Record<string, { readonly Secure?: boolean }>> | null
    readonly InsecureRegistryCIDRs?: readonly string[] | null
  }
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/

/** Whether a registry may be asked without TLS: on loopback, or where the engine calls it insecure. */
export function isInsecure(host: string, { RegistryConfig = {} }: RawInfo): boolean {
  if (LOOPBACK.test(host)) return true
  if (RegistryConfig.IndexConfigs?.[host]?.Secure === false) return true
  const address = host.replace(/:\d+$/, '').replaceAll(/[[\]]/g, '')
  return isIP(address) !== 0 && isWithin(address, RegistryConfig.InsecureRegistryCIDRs ?? [])
}

function isWithin(address: string, networks: readonly string[]): boolean {
  const list = new BlockList()
  for (const network of networks) {
    const [base = '', bits = ''] = network.split('/')
    const family = isIP(base)
    const length = Number(bits)
    if (family === 0 || !/^\d+$/.test(bits) || length > (family === 4 ? 32 : 128)) continue
    list.addSubnet(base, length, family === 4 ? 'ipv4' : 'ipv6')
  }
  return list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')
}
