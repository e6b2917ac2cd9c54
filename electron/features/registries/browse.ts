import type { Engine } from '../../engine/index.ts'
import {
  hostOf,
  openRegistry,
  type Logins,
  type RegistryApi,
  type RegistryTrusts,
} from '../../registries/index.ts'
import { isInsecure } from './is-insecure.ts'

/** What is known of registries on this machine. */
export interface RegistryFiles {
  readonly logins: Logins
  readonly trusts: RegistryTrusts
}

/** A registry as who is logged in sees it, or as everybody does. */
export async function browse(
  engine: Engine,
  { logins, trusts }: RegistryFiles,
  written: string,
  signal: AbortSignal,
): Promise<RegistryApi> {
  const host = hostOf(written)
  const credentials = await logins.find(host, signal)
  return openRegistry({
    host,
    credentials,
    mayBePlain: () => mayBePlain(engine, host, signal),
    trust: () => trusts.of(host),
    trustPlaces: trusts.places(host),
  })
}

/** As engines have it: what is on this machine, and what an engine is told to trust. */
async function mayBePlain(engine: Engine, host: string, signal: AbortSignal): Promise<boolean> {
  if (isInsecure(host, {})) return true
  return isInsecure(host, await engine.docker({ signal }).info())
}
