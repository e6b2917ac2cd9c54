import { createRequest, type CreateRequest } from '#shared/run-spec/engine/create-body.ts'
import { ownName } from '#shared/parking/parked-name.ts'
import type { RunSpec } from '#shared/run-spec/run-spec.ts'
import { asEngineError, EngineError } from '#shared/errors.ts'
import {
  ACTION_DEADLINE_MS,
  during,
  segment,
  type Docker,
  type Engine,
} from '../../engine/index.ts'
import { removeContainer } from './remove-container.ts'

/** A container that was made, and what the engine did not do as it was asked. */
export interface CreatedContainer {
  readonly id: string
  /** The engine's own words. */
  readonly warnings: readonly string[]
}

/** From this one on, a container is created in several networks at once. */
const TAKES_NETWORKS_MINOR = 44

/**
 * Makes a container as the spec says, in all its networks, and does not start it. Where a network
 * refuses it, none is left. A caller that goes away changes nothing: what was asked of an engine it
 * may do all the same, and then somebody must know of it.
 */
export async function createContainer(engine: Engine, spec: RunSpec): Promise<CreatedContainer> {
  const docker = engine.docker({ deadlineMs: ACTION_DEADLINE_MS })
  return during(creating(spec), engine.names, async () => {
    const request = createRequest(spec, await takesNetworks(docker))
    const { id, warnings } = await create(docker, request)
    if (spec.name !== undefined) engine.names.remember(id, ownName(spec.name))
    try {
      for (const { network, endpoint: EndpointConfig } of request.connects) {
        await docker.getNetwork(segment(network)).connect({ Container: id, EndpointConfig })
      }
    } catch (cause) {
      await discardContainer(engine, id, spec)
      throw cause
    }
    return { id, warnings }
  })
}

/**
 * Removes a container that was made as the spec says, with its volumes that have no name. Answers
 * whether it is gone; why it was not to be is what people must read, and not what goes wrong here.
 */
export async function discardContainer(
  engine: Engine,
  id: string,
  spec: RunSpec,
): Promise<boolean> {
  const removed = removeContainer(
    engine,
    { id, force: true, volumes: { butNot: givenVolumes(spec) } },
    AbortSignal.timeout(ACTION_DEADLINE_MS),
  )
  engine.finishBeforeClose(removed)
  return removed.then(
    () => true,
    (cause: unknown) => asEngineError(cause).code === 'not-found',
  )
}

/** Removes volumes that were made for a container which is gone, unless another one uses them by now. */
export async function discardVolumes(engine: Engine, names: readonly string[]): Promise<void> {
  const docker = engine.docker({ deadlineMs: ACTION_DEADLINE_MS })
  for (const name of names)
    await docker
      .getVolume(segment(name))
      .remove()
      .catch(() => {})
}

/** The volumes that it names: they were there before, and may hold somebody's data. */
export function givenVolumes({ binds, mounts }: RunSpec): readonly string[] {
  return [...binds, ...mounts].flatMap(({ source }) => source ?? [])
}

function creating({ name, image }: RunSpec) {
  return name === undefined
    ? { verb: 'run', kind: 'image' as const, name: image }
    : { verb: 'create', kind: 'container' as const, name: ownName(name) }
}

async function takesNetworks(docker: Docker): Promise<boolean> {
  const { ApiVersion } = await docker.version()
  return Number(ApiVersion?.split('.')[1] ?? 0) >= TAKES_NETWORKS_MINOR
}

/** dockerode keeps the engine's warnings to itself. */
async function create(docker: Docker, { query, body }: CreateRequest): Promise<CreatedContainer> {
  const answer = await new Promise<unknown>((resolve, reject) => {
    const call = {
      path: '/containers/create?',
      method: 'POST',
      options: { _query: query, _body: body },
    }
    docker.modem.dial(call, (error, value) => (error ? reject(error) : resolve(value)))
  })
  const { Id, Warnings } = answer as { Id?: unknown; Warnings?: unknown }
  if (typeof Id !== 'string' || Id === '') throw withoutId()
  return { id: Id, warnings: Array.isArray(Warnings) ? Warnings.map(String) : [] }
}

function withoutId(): EngineError {
  return new EngineError({
    code: 'bad-answer',
    message: 'the engine did not say which container it made',
    hint: 'Look in the list whether it is there.',
  })
}
