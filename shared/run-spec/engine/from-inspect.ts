import { ownName } from '../../parking/parked-name.ts'
import { plainSpec, type NotCarried, type RunSpec } from '../run-spec.ts'
import { configOf } from './config-of.ts'
import { hostConfigOf } from './host-config-of.ts'
import { networksOf } from './networks-of.ts'
import type { EngineDefaults, RawConfig, RawContainer } from './raw-inspect.ts'

/** A container as it was made, and what of it a spec has no place for. */
export interface InspectedSpec {
  readonly spec: RunSpec
  readonly notCarried: readonly NotCarried[]
}

/**
 * How a container was made: its inspect, less what its image and its engine give by themselves.
 * Without the image's own configuration all of that counts as said.
 */
export function fromInspect(
  raw: RawContainer,
  image: RawConfig | undefined,
  engine: EngineDefaults = {},
): InspectedSpec {
  const config = raw.Config ?? {}
  const host = raw.HostConfig ?? {}
  const fromConfig = configOf(raw, image ?? {}, engine)
  const fromHost = hostConfigOf(host, engine)
  return {
    spec: {
      ...plainSpec(config.Image ?? ''),
      ...(raw.Name && { name: ownName(raw.Name.replace(/^\//, '')) }),
      ...fromConfig.part,
      ...fromHost.part,
      ...networksOf(raw),
    },
    notCarried: [
      ...(image
        ? []
        : [{ name: 'Image', why: 'it is gone, so what it had set itself is said as well' }]),
      ...fromConfig.notCarried,
      ...fromHost.notCarried,
    ],
  }
}
