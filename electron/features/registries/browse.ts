import type { Engine } from '../../engine/index.ts'
import { hostOf, openRegistry, type Logins, type RegistryApi } from '../../registries/index.ts'

/** A registry as who is logged in sees it. */
export async function browse(
  engine: Engine,
  logins: Logins,
  written: string,
  signal: AbortSignal,
): Promise<RegistryApi> {
  const host = hostOf(written)
  const credentials = await logins.find(host, signal)
  const mayBePlain = () => isInsecure(engine, host, signal)
  return openRegistry({ host, credentials, mayBePlain })
}

/** As engines have it: what is on this machine, and what an engine is told to trust. */
async function isInsecure(engine: Engine, host: string, signal: AbortSignal): Promise<boolean> {
  if (/^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/.test(host)) return true
  const { RegistryConfig } = (await engine.docker({ signal }).info()) as {
    RegistryConfig?: { IndexConfigs?: Readonly<Record<string, { Secure?: boolean }>> }
  }
  return RegistryConfig?.IndexConfigs?.[host]?.Secure === false
}
