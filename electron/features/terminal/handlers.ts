import type { AppContract } from '#shared/contract/index.ts'
import { EngineError } from '#shared/errors.ts'
import {
  cliCommand,
  during,
  thisMachine,
  typedCommand,
  type Engine,
  type Engines,
  type Machine,
  type Words,
} from '../../engine/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import { attachFacts, attachTo } from './attach.ts'
import { runDebugShell } from './debug-shell.ts'
import { findShell, findShells } from './find-shell.ts'
import { openSystemTerminal } from './open-system-terminal.ts'
import { runShell } from './run-shell.ts'
import { createSidecars, type Sidecars } from './sidecars.ts'

/** Shells in containers, beside them, and what their own programs show. */
export function terminalHandlers(
  engines: Engines,
  sidecars: Sidecars = createSidecars(),
  machine: Machine = thisMachine(),
): FeatureHandlers<AppContract['terminal']> {
  return {
    findShell: ({ connection, id }, { signal }) => findShell(engines.get(connection), id, signal),
    findShells: ({ connection, id }, { signal }) => findShells(engines.get(connection), id, signal),
    exec: ({ connection, ...wish }, pipe) => runShell(engines.get(connection), wish, pipe),
    attachFacts: ({ connection, id }, { signal }) =>
      attachFacts(engines.get(connection), id, signal),
    attach: ({ connection, ...wish }, pipe) => attachTo(engines.get(connection), wish, pipe),
    async debug({ connection, ...wish }, pipe) {
      const engine = engines.get(connection)
      // They agreed to one now: what an earlier run left, where nothing goes unasked, goes as well.
      await sidecars.sweep(engine).catch(() => {})
      return runDebugShell(engine, sidecars, wish, pipe)
    },
    cliCommand: async ({ connection, id }, { signal }) =>
      typedCommand(await shellByCli(engines.get(connection), id, signal)),
    async openInSystem({ connection, id }, { signal }) {
      const engine = engines.get(connection)
      const deed = {
        verb: 'open a terminal in',
        kind: 'container',
        name: engine.names.of(id),
      } as const
      const command = await shellByCli(engine, id, signal)
      await during(deed, engine.names, () => openSystemTerminal(machine, command))
    },
  }
}

/** What docker lets containers be called. An engine that lies may say `--env-file=…`, or a line of a script. */
const NAME = /^[A-Za-z0-9][\w.-]*$/

/** By the container's name, as one would type it, where it is one that can be; else by its id. */
async function shellByCli(engine: Engine, id: string, signal: AbortSignal): Promise<Words> {
  const shell = await findShell(engine, id, signal)
  const word = [engine.names.of(id), id].find((one) => NAME.test(one))
  if (word === undefined) throw noName()
  return cliCommand(engine.address, ['exec', '-it', word, shell])
}

function noName(): EngineError {
  return new EngineError({
    code: 'refused',
    message: 'No command line can name this container',
    hint: 'Use the terminal of this window: it needs none.',
  })
}
