import { listedConnections, STEER_KEYWORDS, steersNow, type Steer } from '#features/connections'
import { visibleText } from '#shared/visible-text.ts'
import type { Connection } from '#shared/contract/connections.ts'
import type { AppCommand } from '../commands/index.ts'
import { visit } from './visit.ts'

/** What can be done now with the engines of all connections, wherever the person is. */
export function engineCommands(): readonly AppCommand[] {
  return (listedConnections() ?? []).flatMap((connection) =>
    steersNow(connection).map((steer) => commandOf(connection, steer)),
  )
}

function commandOf({ id, name }: Connection, { verb, label, icon, run }: Steer): AppCommand {
  return {
    id: `engine.${verb}:${id}`,
    label: `${label} ${visibleText(name)}`,
    icon,
    keywords: STEER_KEYWORDS,
    effect: 'change',
    group: 'Engines',
    appliesTo: () => true,
    async run() {
      await visit({ page: 'connections', id, tab: 'engine' }, 'Connections')
      await run()
    },
  }
}
