import type { AppContract } from '#shared/contract/index.ts'
import type { RecreateProgress } from '#shared/contract/recreating.ts'
import {
  ACTION_DEADLINE_MS,
  during,
  segment,
  type CallLimits,
  type Docker,
  type Engine,
  type Engines,
} from '../../engine/index.ts'
import type { Call, FeatureHandlers } from '../../ipc/handlers.ts'
import { askEnding } from './ask-ending.ts'
import { askPlatform, askRestarts, askSize } from './ask-facts.ts'
import { commitContainer } from './commit-container.ts'
import { findObstacles } from './find-obstacles.ts'
import { findSharers } from './find-sharers.ts'
import { findVanishing } from './find-vanishing.ts'
import { listChanges } from './list-changes.ts'
import { listContainers } from './list-containers.ts'
import { withNetworkIds } from './network-ids.ts'
import { removeContainer } from './remove-container.ts'
import { readSpec } from './read-spec.ts'
import { runContainer } from './run-container.ts'
import { recreateContainer } from './aside/recreate-container.ts'
import { planStop } from './stop-deadline.ts'
import { toDetails } from './to-details.ts'
import { updateLimits } from './update-limits.ts'
import { createTrash, type Trash } from './aside/trash.ts'

type Container = ReturnType<Docker['getContainer']>

/** One container that something is done to. */
interface Ref {
  readonly connection: string
  readonly id: string
}

/** What the window sees of containers, and does to them. */
export function containerHandlers(
  engines: Engines,
  trash: Trash = createTrash(),
): FeatureHandlers<AppContract['containers']> {
  /** Carries out a verb; what goes wrong is said of the container. */
  async function act(
    verb: string,
    { connection, id }: Ref,
    { signal }: Call,
    run: (container: Container, engine: Engine) => Promise<unknown>,
    limits: CallLimits = {},
  ): Promise<void> {
    const engine = engines.get(connection)
    const deed = { verb, kind: 'container' as const, name: engine.names.of(id) }
    const docker = engine.docker({ deadlineMs: ACTION_DEADLINE_MS, signal, ...limits })
    await during(deed, engine.names, () => run(docker.getContainer(segment(id)), engine))
  }

  async function end(verb: 'stop' | 'restart', ref: Ref, call: Call): Promise<void> {
    const plan = await planStop(engines.get(ref.connection), ref.id, call.signal)
    await act(verb, ref, call, (container) => container[verb](plan.options), plan.limits)
  }

  async function pause(ref: Ref, call: Call): Promise<void> {
    const paused = await engines.get(ref.connection).pauseTurns.pause(ref.id)
    await act('pause', ref, call, (container) => container.pause()).finally(paused)
  }

  return {
    list: ({ connection, ids }, { signal }) =>
      listContainers(engines.get(connection), { ids, owner: trash.owner }, signal),
    async inspect({ connection, id }, { signal }) {
      const engine = engines.get(connection)
      const deed = { verb: 'inspect', kind: 'container' as const, name: engine.names.of(id) }
      const container = engine.docker({ signal }).getContainer(segment(id))
      const details = toDetails(await during(deed, engine.names, () => container.inspect()))
      const holder = { networks: details.endpoints }
      const [{ networks } = holder] = await withNetworkIds(engine, [holder], signal)
      return { ...details, endpoints: networks }
    },
    restarts: ({ connection, id }, { signal }) => askRestarts(engines.get(connection), id, signal),
    platform: ({ connection, id }, { signal }) => askPlatform(engines.get(connection), id, signal),
    size: ({ connection, id }, { signal }) => askSize(engines.get(connection), id, signal),
    sharers: ({ connection, id }, { signal }) => findSharers(engines.get(connection), id, signal),
    changes: ({ connection, id }, { signal }) => listChanges(engines.get(connection), id, signal),
    spec: ({ connection, id }, { signal }) => readSpec(engines.get(connection), id, signal),
    ending: ({ connection, id }, { signal }) => askEnding(engines.get(connection), id, signal),
    vanishing: ({ connection, ids }, { signal }) =>
      findVanishing(engines.get(connection), ids, signal),
    obstacles: ({ connection, spec }, { signal }) =>
      findObstacles(engines.get(connection), spec, signal),
    run: ({ connection, spec, start, imageId }, sink) =>
      runContainer(
        engines.get(connection),
        { spec, start, imageId },
        (progress) => {
          // A window that is behind wants the last word of a pull, not each of them.
          if (progress.kind !== 'pulling' || sink.writable) sink.emit(progress)
        },
        sink.signal,
      ),
    start: (ref, call) => act('start', ref, call, (container) => container.start()),
    stop: (ref, call) => end('stop', ref, call),
    restart: (ref, call) => end('restart', ref, call),
    pause,
    unpause: (ref, call) => act('unpause', ref, call, (container) => container.unpause()),
    kill: (ref, call) =>
      act('kill', ref, call, (container) =>
        container.kill(ref.signal === undefined ? {} : { signal: ref.signal }),
      ),
    rename: (ref, call) =>
      act('rename', ref, call, async (container, { names }) => {
        await container.rename({ name: ref.name })
        names.remember(ref.id, ref.name)
      }),
    update: ({ connection, ...update }, { signal }) =>
      updateLimits(engines.get(connection), update, signal),
    commit: ({ connection, ...commit }, { signal }) =>
      commitContainer(engines.get(connection), commit, signal),
    remove: (ref, call) =>
      act('remove', ref, call, (_container, engine) =>
        trash.hold(ref.id, () => removeContainer(engine, ref, call.signal)),
      ),
    trash: ({ connection, ...wish }, { signal }) =>
      trash.put(engines.get(connection), wish, signal),
    recreate({ connection, ...wish }, sink) {
      const report = (progress: RecreateProgress) => {
        if (progress.kind !== 'pulling' || sink.writable) sink.emit(progress)
      }
      const { signal } = sink
      return recreateContainer({ engine: engines.get(connection), trash, report, signal }, wish)
    },
    restore: ({ connection, id }, { signal }) => trash.restore(engines.get(connection), id, signal),
  }
}
