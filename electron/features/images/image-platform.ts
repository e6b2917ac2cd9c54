import { asEngineError, EngineError } from '#shared/errors.ts'
import { during, engineText, imagePath, type Docker, type Engine } from '../../engine/index.ts'

/** As the image specification writes it. */
export interface RawPlatform {
  readonly os?: string | null | undefined
  readonly architecture?: string | null | undefined
  readonly variant?: string | null | undefined
}

/** What an image is for; of one for several platforms, which of them the engine runs. */
export async function askImagePlatform(
  engine: Engine,
  id: string,
  signal: AbortSignal,
): Promise<string> {
  const deed = { verb: 'inspect', kind: 'image' as const, name: engine.names.of(id) }
  const docker = engine.docker({ signal })
  const platform = await during(deed, engine.names, () => readPlatform(docker, id))
  if (platform !== '') return platform
  const message = 'The engine did not say what it is for'
  throw new EngineError({ code: 'bad-answer', message })
}

/** The same for a container: nothing where its image is gone; it was removed by force. */
export async function platformOfImage(docker: Docker, id: string): Promise<string> {
  try {
    return await readPlatform(docker, id)
  } catch (cause) {
    if (asEngineError(cause).code !== 'not-found') throw cause
    return ''
  }
}

async function readPlatform(docker: Docker, id: string): Promise<string> {
  const { Os, Architecture, Variant } = await docker.getImage(imagePath(id)).inspect()
  return platformText({ os: Os, architecture: Architecture, variant: Variant })
}

/** `linux/arm64/v8`, as `docker run --platform` takes it. */
export function platformText(platform: RawPlatform | null | undefined): string {
  const { os, architecture, variant } = platform ?? {}
  const words = [os, architecture, variant].map(wordOf)
  return words.slice(0, 2).includes('') ? '' : words.filter(Boolean).join('/')
}

/** What an engine calls a platform, if it says it in words at all. */
export function wordOf(value: unknown): string {
  return typeof value === 'string' ? engineText(value) : ''
}
