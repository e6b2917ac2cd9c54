import { errorText } from '#lib/error-text.ts'
import type { LoginStore } from '#shared/contract/registries.ts'
import { visibleText } from '#shared/visible-text.ts'
import { Callout } from '#ui/callout.tsx'
import { askForm, type FormValues } from '#ui/form-dialog.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { queryClient } from '../../query-client.ts'
import { storeMeaning, storeText } from './login-words.ts'
import { registriesKey } from './queries.ts'

interface LogIn {
  readonly connection: string
  /** Where the login would be kept. */
  readonly nextStore: LoginStore
  /** Who logs in again. */
  readonly host?: string
  readonly user?: string
}

/** Asks for a login, has the engine try it, and keeps it. */
export async function logIn({ connection, nextStore, host = '', user = '' }: LogIn): Promise<void> {
  await askForm({
    title: 'Log in to a registry',
    verb: 'Log in',
    fields: [
      {
        kind: 'text',
        name: 'host',
        label: 'Server',
        initial: host || 'docker.io',
        placeholder: 'registry.example',
        validate: missing('the host of the registry'),
      },
      { kind: 'text', name: 'user', label: 'User', initial: user, validate: missing('a user') },
      {
        kind: 'text',
        name: 'password',
        label: 'Password or access token',
        isSecret: true,
        validate: missing('a password'),
      },
      {
        kind: 'check',
        name: 'inDockerFile',
        label: 'Keep it in Docker’s config.json, as plain text',
        shownWhen: () => nextStore.kind !== 'helper',
      },
    ],
    extra: (values) => <Keeping store={storeFor(nextStore, values)} />,
    async submit(values, yes) {
      try {
        const server = String(values['host']).trim()
        const store = await engine.registries.login(
          {
            connection,
            host: server,
            user: String(values['user']).trim(),
            password: String(values['password']),
            inDockerFile: values['inDockerFile'] === true,
          },
          yes,
        )
        const text = `Logged in to "${visibleText(server)}"`
        toast({ kind: 'success', text, detail: `Kept by: ${storeText(store)}` })
      } catch (cause) {
        return errorText(cause)
      }
      await queryClient.invalidateQueries({ queryKey: registriesKey(connection) })
      return undefined
    },
  })
}

function storeFor(nextStore: LoginStore, { inDockerFile }: FormValues): LoginStore {
  return inDockerFile === true ? { kind: 'docker-file' } : nextStore
}

function Keeping({ store }: { readonly store: LoginStore }) {
  return (
    <Callout {...(store.kind === 'docker-file' && { tone: 'warning' as const })}>
      {storeMeaning(store)}
    </Callout>
  )
}

const missing = (what: string) => (value: string) =>
  value.trim() === '' ? `Write ${what}` : undefined
