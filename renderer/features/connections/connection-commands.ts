import { Copy, FlaskConical, Pencil, SquareArrowRight, Trash2 } from 'lucide-react'
import { visibleText } from '#shared/visible-text.ts'
import type { Connection } from '#shared/contract/connections.ts'
import { confirm } from '#ui/confirm.tsx'
import type { Command } from '../../commands/index.ts'
import { engine } from '../../ipc/client.ts'
import { goTo } from '../../shell/navigation.ts'
import { editConnection } from './connection-form.tsx'
import { showConnectionTest } from './connection-test.tsx'
import { steerCommands } from './steer-commands.ts'

type ConnectionCommand = Command<Connection>

const one = (targets: readonly Connection[]) => targets.length === 1

/** Runs on the only target. */
const onOne =
  (run: (connection: Connection) => void | Promise<void>): ConnectionCommand['run'] =>
  ([connection]) =>
    connection && run(connection)

/** What can be done with a connection. */
export const CONNECTION_COMMANDS: readonly ConnectionCommand[] = [
  {
    id: 'connection.open',
    label: 'Show its containers',
    icon: SquareArrowRight,
    appliesTo: one,
    run: onOne(({ id }) => goTo({ page: 'containers', connection: id })),
  },
  {
    id: 'connection.test',
    label: 'Test…',
    icon: FlaskConical,
    keywords: 'check ping',
    appliesTo: (targets) => one(targets) && targets[0]?.endpoint !== '',
    run: onOne(({ name, endpoint, tls, identity }) =>
      showConnectionTest(visibleText(name), { endpoint, tls, identity }),
    ),
  },
  {
    id: 'connection.edit',
    label: 'Edit…',
    icon: Pencil,
    keywords: 'mode colour label rename',
    appliesTo: one,
    run: onOne(editConnection),
  },
  {
    id: 'connection.copy-endpoint',
    label: 'Copy endpoint',
    icon: Copy,
    appliesTo: one,
    run: onOne(({ endpoint }) => engine.desktop.copyText({ text: endpoint })),
  },
  ...steerCommands,
  {
    id: 'connection.remove',
    label: 'Remove…',
    icon: Trash2,
    shortcut: 'Delete',
    danger: true,
    appliesTo: (targets) => one(targets) && targets[0]?.source === 'added',
    run: onOne(remove),
  },
]

async function remove({ id, name, endpoint }: Connection): Promise<void> {
  const yes = await confirm({
    tier: 1,
    question: `Remove the connection "${visibleText(name)}"?`,
    objects: [{ name, detail: endpoint }],
    verb: 'Remove',
    consequence: 'The engine there goes on as it is; only Pilothouse forgets it.',
  })
  if (yes) await engine.connections.remove({ connection: id })
}
