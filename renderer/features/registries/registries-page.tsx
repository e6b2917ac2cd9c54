import { FolderSearch, KeyRound, Search, TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import { useSettings } from '#features/settings'
import { textKey, type FilterKey } from '#lib/filter/filter-key.ts'
import { naturalCompare } from '#lib/natural-compare.ts'
import type { Column, Sort } from '#ui/data-grid/data-grid.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { byWord, type Grouping } from '../../shell/grouping.ts'
import { ObjectPage, type PaneContext } from '../../shell/object-page.tsx'
import { PageButton } from '../../shell/page-button.tsx'
import { useConnectionId } from '../../shell/route-state.ts'
import { browseRegistry } from './browse-registry.ts'
import { useLooked } from './known-registries.ts'
import { logIn } from './log-in.tsx'
import { statusText, storeText } from './login-words.ts'
import { useImageRegistries } from './image-registries.ts'
import { useRegistries } from './queries.ts'
import { registryCommands } from './registry-commands.ts'
import { RegistryPane } from './registry-pane.tsx'
import { toRows, type RegistryRow } from './registry-row.ts'
import { searchHub } from './search-hub.tsx'

/** The registries that somebody is logged in at or has looked at, for the connection in view. */
export function RegistriesPage() {
  const connection = useConnectionId()
  const query = useRegistries(connection)
  useImageRegistries(connection)
  const { data } = query
  const { registries: kept } = useSettings()
  const { hosts: looked } = useLooked()
  const rows = useMemo(() => {
    const nextStore = data?.nextStore ?? { kind: 'memory' as const }
    return toRows({ logins: data?.logins ?? [], kept, looked }, { connection, nextStore })
  }, [connection, data, kept, looked])
  return (
    <ObjectPage
      page="registries"
      title="Registries"
      noun="server"
      placeholder="Filter: server, user…"
      connection={connection}
      query={{ ...query, data: data?.logins }}
      rows={rows}
      columns={COLUMNS}
      initialSort={BY_SERVER}
      frequent={NO_BUTTONS}
      bulk={BULK}
      groupings={GROUPINGS}
      empty={<NoLogins problems={data?.problems ?? []} />}
      primary={
        <>
          <IconButton
            icon={FolderSearch}
            label="Browse a registry…"
            onClick={() => void browseRegistry(connection, rows.map(hostOf))}
          />
          <IconButton
            icon={Search}
            label="Search Docker Hub"
            onClick={() => void searchHub(connection)}
          />
          <PageButton
            connection={connection}
            label="Log in"
            onRun={() => logIn({ connection, nextStore: data?.nextStore ?? { kind: 'memory' } })}
          />
        </>
      }
      rowId={hostOf}
      rowName={hostOf}
      textOf={textOf}
      filterKeys={FILTER_KEYS}
      labelsOf={noLabels}
      commandsOf={registryCommands}
      pane={drawPane}
    />
  )
}

/** A helper that is missing may be why nobody is logged in. */
function NoLogins({ problems }: { readonly problems: readonly string[] }) {
  return problems.length === 0 ? (
    <EmptyState
      icon={KeyRound}
      title="Not logged in anywhere"
      text="Public images need no login. Log in to pull private ones, to push, and where a registry limits pulls."
      command="docker login registry.example"
    />
  ) : (
    <EmptyState
      icon={TriangleAlert}
      title="The logins cannot be read"
      text={problems.join(' ')}
      command="docker login registry.example"
    />
  )
}

const userOf = ({ login }: RegistryRow) => login?.user ?? ''
const storeOf = ({ login }: RegistryRow) => (login ? storeText(login.store) : '')

const BY_SERVER: Sort = { column: 'name', direction: 'ascending' }
const NO_BUTTONS = {}
const BULK: ReadonlySet<string> = new Set(['registry.log-out'])
const NO_LABELS = {}

const COLUMNS: readonly Column<RegistryRow>[] = [
  {
    id: 'name',
    title: 'Server',
    width: 'minmax(150px, 2fr)',
    render: ({ host }) => <SafeText text={host} />,
    compare: (a, b) => naturalCompare(a.host, b.host),
  },
  {
    id: 'user',
    optional: 'shown',
    title: 'User',
    width: 'minmax(100px, 1fr)',
    render: ({ login }) => login && <SafeText text={login.user} />,
    compare: (a, b) => naturalCompare(userOf(a), userOf(b)),
  },
  {
    id: 'store',
    optional: 'shown',
    title: 'Credential store',
    width: 'minmax(180px, 2fr)',
    hideBelow: 560,
    render: ({ login }) => login && <SafeText text={storeText(login.store)} />,
    compare: (a, b) => naturalCompare(storeOf(a), storeOf(b)),
  },
  {
    id: 'status',
    title: 'Status',
    width: '120px',
    render: ({ login }) => statusText(login),
    compare: (a, b) => naturalCompare(statusText(a.login), statusText(b.login)),
  },
]

const GROUPINGS: readonly Grouping<RegistryRow>[] = [
  byWord('Credential store', (row) => storeOf(row) || 'Not logged in'),
]

const FILTER_KEYS: readonly FilterKey<RegistryRow>[] = [
  textKey({ key: 'server', aliases: ['host'], about: 'part of its host' }, ({ host }) => [host]),
  textKey({ key: 'user', about: 'who is logged in' }, (row) => [userOf(row)]),
]

const hostOf = ({ host }: RegistryRow) => host
const textOf = (row: RegistryRow) => [row.host, userOf(row), storeOf(row)]
const noLabels = () => NO_LABELS
const drawPane = (context: PaneContext<RegistryRow>) => <RegistryPane {...context} />
