import type { BuilderKind, Builders } from '#shared/contract/builds.ts'
import { EngineError } from '#shared/errors.ts'
import type { Engine } from '../../engine/index.ts'

const PODMAN: Builders = {
  kinds: ['buildah'],
  noSecrets: "Podman's API takes no secrets for a build. Use podman build --secret.",
}
const WINDOWS: Builders = {
  kinds: ['classic'],
  noSecrets: 'Only BuildKit takes secrets, and engines of Windows containers do not have it.',
}
const LINUX: Builders = { kinds: ['buildkit', 'classic'] }

/** With what an engine builds. */
export async function findBuilders(engine: Engine, signal: AbortSignal): Promise<Builders> {
  if (await engine.isPodman({ signal })) return PODMAN
  const { Os } = await engine.docker({ signal }).version()
  return Os === 'windows' ? WINDOWS : LINUX
}

/** The one that was asked for, or the best. Throws `refused` where the engine does not have it. */
export function chooseBuilder({ kinds }: Builders, asked: BuilderKind | undefined): BuilderKind {
  const [best = 'classic'] = kinds
  if (asked === undefined || kinds.includes(asked)) return asked ?? best
  throw new EngineError({
    code: 'refused',
    message: `This engine has no builder of this kind: it builds with ${kinds.join(' and ')}`,
    hint: 'Choose another builder, or "Automatic".',
  })
}
