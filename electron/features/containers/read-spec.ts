import { asEngineError } from '#shared/errors.ts'
import { fromInspect, type InspectedSpec } from '#shared/run-spec/engine/from-inspect.ts'
import type {
  EngineDefaults,
  RawConfig,
  RawContainer,
} from '#shared/run-spec/engine/raw-inspect.ts'
import { during, imagePath, segment, type Docker, type Engine } from '../../engine/index.ts'

interface RawInfo {
  readonly Name?: string
  readonly DefaultRuntime?: string
  readonly LoggingDriver?: string
  readonly CgroupVersion?: string
}

/** How a container was made, as a model that it can be made again from. */
export async function readSpec(
  engine: Engine,
  id: string,
  signal: AbortSignal,
): Promise<InspectedSpec> {
  const docker = engine.docker({ signal })
  const deed = { verb: 'inspect', kind: 'container' as const, name: engine.names.of(id) }
  const [raw, defaults] = await Promise.all([
    during(deed, engine.names, () => docker.getContainer(segment(id)).inspect()),
    readDefaults(docker),
  ])
  const image = await readImageConfig(docker, raw.Image)
  return fromInspect(raw as unknown as RawContainer, image, defaults)
}

/** None where the image is gone; it was removed by force. */
async function readImageConfig(docker: Docker, image: string): Promise<RawConfig | undefined> {
  try {
    const { Config } = await docker.getImage(imagePath(image)).inspect()
    return Config as unknown as RawConfig
  } catch (cause) {
    if (asEngineError(cause).code !== 'not-found') throw cause
    return undefined
  }
}

/** Some proxies hide it: then an engine's defaults are said as if somebody had chosen them. */
async function readDefaults(docker: Docker): Promise<EngineDefaults> {
  try {
    return toDefaults((await docker.info()) as RawInfo)
  } catch (cause) {
    if (asEngineError(cause).code === 'cancelled') throw cause
    return {}
  }
}

function toDefaults({
  Name,
  DefaultRuntime,
  LoggingDriver,
  CgroupVersion,
}: RawInfo): EngineDefaults {
  return {
    ...(Name && { hostname: Name }),
    ...(DefaultRuntime && { runtime: DefaultRuntime }),
    ...(LoggingDriver && { logDriver: LoggingDriver }),
    cgroupnsMode: CgroupVersion === '2' ? 'private' : 'host',
  }
}
