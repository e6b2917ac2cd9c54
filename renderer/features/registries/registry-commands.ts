import { ClipboardCopy, FolderSearch, ListPlus, ListX, LogIn, LogOut } from 'lucide-react'
import { agree } from '#features/connections'
import { settleMany } from '#lib/settle-many.ts'
import { plural } from '#lib/plural.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { ConfirmOptions } from '#ui/confirm.tsx'
import { toastOutcome } from '#ui/toast-outcome.ts'
import { engine } from '../../ipc/client.ts'
import { queryClient } from '../../query-client.ts'
import type { EngineCommand } from '../../shell/engine-command.ts'
import type { CommandContext } from '../../shell/object-page.tsx'
import { dropRegistries, keepRegistries } from './known-registries.ts'
import { logIn } from './log-in.tsx'
import { storeText } from './login-words.ts'
import { registriesKey } from './queries.ts'
import type { RegistryRow } from './registry-row.ts'

type Rows = readonly RegistryRow[]

/** Everything that can be done to logins, in the order of the menus. */
export function registryCommands({
  showDetails,
}: CommandContext): readonly EngineCommand<RegistryRow>[] {
  return [
    {
      id: 'registry.browse',
      label: 'Browse repositories',
      icon: FolderSearch,
      keywords: 'catalog tags images',
      group: 'look',
      effect: 'read',
      appliesTo: (rows) => rows.length === 1,
      run: (rows) => rows.forEach(({ host }) => showDetails(host, 'repositories')),
    },
    {
      id: 'registry.log-in',
      label: ([row]) => (row?.login ? 'Log in again…' : 'Log in…'),
      icon: LogIn,
      keywords: 'password token login',
      group: 'life',
      effect: 'change',
      appliesTo: (rows) => rows.length === 1,
      run: async ([row]) => {
        if (row) await logIn({ ...row, user: row.login?.user ?? '' })
      },
    },
    {
      id: 'registry.copy-server',
      label: (rows) => (rows.length === 1 ? 'Copy server' : 'Copy servers'),
      icon: ClipboardCopy,
      group: 'name',
      effect: 'read',
      appliesTo: () => true,
      run: (rows) => engine.desktop.copyText({ text: hostsOf(rows).join('\n') }),
    },
    {
      id: 'registry.keep',
      label: 'Keep in the list',
      icon: ListPlus,
      keywords: 'remember registry',
      group: 'name',
      effect: 'read',
      appliesTo: (rows) => rows.some(({ isKept }) => !isKept),
      run: (rows) => keepRegistries(hostsOf(rows)),
    },
    {
      id: 'registry.drop',
      label: 'Take off the list',
      icon: ListX,
      keywords: 'forget remove registry',
      group: 'end',
      effect: 'read',
      // A login stays in it.
      appliesTo: (rows) => rows.every(({ login }) => login === undefined),
      run: (rows) => dropRegistries(hostsOf(rows)),
    },
    {
      id: 'registry.log-out',
      label: 'Log out…',
      icon: LogOut,
      shortcut: 'Delete',
      keywords: 'remove forget logout',
      group: 'end',
      effect: 'change',
      danger: true,
      appliesTo: (rows) => rows.every(({ login }) => login !== undefined),
      run: logOut,
    },
  ]
}

async function logOut(rows: Rows): Promise<void> {
  const consent = await agree(rows, { always: true, question: () => logOutQuestion(rows) })
  if (!consent) return
  const outcome = await settleMany(rows, ({ connection, host }) =>
    engine.registries.logout({ connection, host }, consent),
  )
  toastOutcome(outcome, {
    did: 'Forgot',
    noun: 'login',
    nameOf: ({ host }) => host,
    engineOf: () => undefined,
  })
  for (const connection of new Set(rows.map((row) => row.connection))) {
    await queryClient.invalidateQueries({ queryKey: registriesKey(connection) })
  }
}

const hostsOf = (rows: Rows) => rows.map(({ host }) => host)

/** The question before these logins are forgotten. */
function logOutQuestion(rows: Rows): ConfirmOptions {
  const [only] = rows
  const single = rows.length === 1 && only
  const many = plural(rows.length, 'registry', 'registries')
  return {
    tier: rows.length === 1 ? 1 : 2,
    question: single ? `Log out of "${visibleText(single.host)}"?` : `Log out of ${many}?`,
    objects: rows.map(({ host, login }) => ({
      name: host,
      ...(login && { detail: [login.user, storeText(login.store)].filter(Boolean).join(' · ') }),
    })),
    verb: 'Log out',
    consequence: 'The login is forgotten, also by the docker CLI. The registry is not told.',
  }
}
