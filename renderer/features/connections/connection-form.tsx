import {
  ConnectionColour,
  type Connection,
  type ConnectionMode,
  type NewConnection,
  type TlsPaths,
} from '#shared/contract/connections.ts'
import { errorText } from '#lib/error-text.ts'
import { visibleText } from '#shared/visible-text.ts'
import { askForm, type FormField, type FormValues } from '#ui/form-dialog.tsx'
import { engine } from '../../ipc/client.ts'
import { TestButton } from './connection-test.tsx'
import { COLOUR_WORDS, MODE_WORDS } from './connection-words.ts'

const NO_COLOUR = 'None'

/** Asks for a connection and adds it; answers with its id. */
export async function addConnection(): Promise<string | undefined> {
  let id: string | undefined
  await askForm({
    title: 'Add connection',
    verb: 'Add connection',
    fields: [...placeFields(), ...lookFields()],
    extra: (values) => <TestButton target={toConnection(values)} />,
    submit: (values) =>
      refusal(async () => {
        id = await engine.connections.add(toConnection(values))
      }),
  })
  return id
}

/** Asks how a connection is to look and act, and where it leads if it was added. */
export async function editConnection(connection: Connection): Promise<void> {
  const isAdded = connection.source === 'added'
  await askForm({
    title: `Edit ${visibleText(connection.name)}`,
    verb: 'Save',
    fields: [...(isAdded ? placeFields(connection) : []), ...lookFields(connection)],
    ...(isAdded && { extra: (values) => <TestButton target={toConnection(values)} /> }),
    submit: (values) =>
      refusal(() =>
        engine.connections.edit({
          connection: connection.id,
          to: {
            ...toConnection(values),
            ...(!isAdded && { endpoint: connection.endpoint || '-' }),
          },
        }),
      ),
  })
}

async function refusal(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work()
    return undefined
  } catch (cause) {
    return errorText(cause)
  }
}

function placeFields(connection?: Connection): readonly FormField[] {
  const file = (name: keyof TlsPaths, label: string): FormField => ({
    kind: 'text',
    name,
    label,
    initial: connection?.tls?.[name] ?? '',
    placeholder: `/home/me/.docker/${name}.pem`,
    shownWhen: ({ endpoint }) => /^(tcp|https):/.test(String(endpoint)),
  })
  return [
    {
      kind: 'text',
      name: 'endpoint',
      label: 'Endpoint',
      initial: connection?.endpoint ?? '',
      placeholder: 'ssh://me@host, tcp://host:2376, unix:///path/docker.sock',
      validate: (text) => (text.trim() === '' ? 'Say where the engine is' : undefined),
    },
    file('ca', 'Authority’s certificate (ca.pem), for TLS'),
    file('cert', 'Your certificate (cert.pem)'),
    file('key', 'Your key (key.pem): it stays where it is'),
    {
      kind: 'text',
      name: 'identity',
      label: 'Key file for ssh; empty: as your ssh chooses',
      initial: connection?.identity ?? '',
      placeholder: '/home/me/.ssh/id_ed25519',
      shownWhen: ({ endpoint }) => String(endpoint).startsWith('ssh:'),
    },
  ]
}

function lookFields(connection?: Connection): readonly FormField[] {
  return [
    {
      kind: 'text',
      name: 'name',
      label: 'Name',
      initial: connection?.name ?? '',
      placeholder: 'build server',
      validate: (text) => (text.trim() === '' ? 'Give it a name' : undefined),
    },
    {
      kind: 'choice',
      name: 'mode',
      label: 'What may be done there',
      options: Object.values(MODE_WORDS),
      initial: MODE_WORDS[connection?.mode ?? 'full'],
    },
    {
      kind: 'choice',
      name: 'colour',
      label: 'Colour of its strip',
      options: [NO_COLOUR, ...Object.values(COLOUR_WORDS)],
      initial: connection?.colour ? COLOUR_WORDS[connection.colour] : NO_COLOUR,
    },
    {
      kind: 'text',
      name: 'label',
      label: 'Label, such as PRODUCTION',
      initial: connection?.label ?? '',
      validate: (text) => (text.length > 24 ? 'At most 24 characters' : undefined),
    },
  ]
}

/** The connection that a form holds. */
function toConnection(values: FormValues): NewConnection {
  const text = (name: string) => String(values[name] ?? '').trim()
  const tls = Object.fromEntries(
    (['ca', 'cert', 'key'] as const).flatMap((name) => (text(name) ? [[name, text(name)]] : [])),
  )
  return {
    name: text('name'),
    endpoint: text('endpoint'),
    mode: modeCalled(text('mode')),
    colour:
      ConnectionColour.options.find((colour) => COLOUR_WORDS[colour] === text('colour')) ?? '',
    label: text('label'),
    ...(Object.keys(tls).length > 0 && { tls }),
    ...(text('identity') && { identity: text('identity') }),
  }
}

function modeCalled(word: string): ConnectionMode {
  const entries = Object.entries(MODE_WORDS) as [ConnectionMode, string][]
  return entries.find(([, known]) => known === word)?.[0] ?? 'full'
}
