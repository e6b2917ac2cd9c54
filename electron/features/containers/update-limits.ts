import type { LiveLimits } from '#shared/contract/containers.ts'
import { asEngineError, EngineError } from '#shared/errors.ts'
import { withoutEmpty } from '#shared/run-spec/engine/without-empty.ts'
import { ACTION_DEADLINE_MS, during, engineText, segment, type Engine } from '../../engine/index.ts'

interface Update {
  readonly id: string
  readonly limits: LiveLimits
}

/** Changes the limits of a container in place, and answers with the engine's warnings. */
export async function updateLimits(
  engine: Engine,
  { id, limits }: Update,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const deed = { verb: 'update', kind: 'container' as const, name: engine.names.of(id) }
  const calls = { signal, deadlineMs: ACTION_DEADLINE_MS }
  return during(deed, engine.names, async () => {
    try {
      const answer: unknown = await engine
        .docker(calls)
        .getContainer(segment(id))
        .update(toBody(limits))
      const { Warnings } = answer as { readonly Warnings?: unknown }
      return Array.isArray(Warnings) ? Warnings.map((text) => engineText(String(text))) : []
    } catch (cause) {
      const error = asEngineError(cause)
      const isUnknown = error.status === 404 && /^not found$/i.test(error.engineMessage ?? '')
      if (isUnknown && (await engine.isPodman(calls))) throw needsPodman5(error)
      throw cause
    }
  })
}

/** As the engine calls them. */
function toBody(limits: LiveLimits): object {
  const { memory, memorySwap, nanoCpus, cpuShares, pidsLimit, restartPolicy } = limits
  return withoutEmpty({
    Memory: memory,
    MemorySwap: memorySwap,
    NanoCpus: nanoCpus,
    CpuShares: cpuShares,
    PidsLimit: pidsLimit,
    RestartPolicy: restartPolicy && {
      Name: restartPolicy.name,
      MaximumRetryCount: restartPolicy.maximumRetryCount ?? 0,
    },
  })
}

function needsPodman5(error: EngineError): EngineError {
  return new EngineError({
    ...error.toShape(),
    code: 'refused',
    message: 'this Podman cannot change it in place',
    // With its status, the engine's own two words would be taken for the reason.
    status: undefined,
    hint: 'Podman 5 can. With this one, make the container anew with other limits.',
  })
}
