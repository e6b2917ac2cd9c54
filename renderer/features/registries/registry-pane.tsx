import { accessFor, blockedReason } from '#features/connections'
import { Callout, CalloutTitle } from '#ui/callout.tsx'
import { DetailsPane } from '#ui/details-pane.tsx'
import { FactList } from '#ui/fact-list.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { engine } from '../../ipc/client.ts'
import { PaneButtons, PaneMenu } from '../../shell/command-buttons.tsx'
import type { PaneContext } from '../../shell/object-page.tsx'
import { statusText, storeMeaning, storeText } from './login-words.ts'
import { RegistryBrowser } from './registry-browser.tsx'
import type { RegistryRow } from './registry-row.ts'

/** Everything about one registry, and about the login there. */
export function RegistryPane({
  row,
  commands,
  access,
  tab,
  full,
  onTabChange,
  onClose,
}: PaneContext<RegistryRow>) {
  const browser = () => (
    <RegistryBrowser
      key={row.host}
      connection={row.connection}
      host={row.host}
      blocked={blockedReason(accessFor(access, [row]), 'destroy')}
    />
  )
  return (
    <DetailsPane
      name={row.host}
      full={full}
      menu={<PaneMenu target={row} commands={commands} access={access} />}
      actions={<PaneButtons target={row} commands={commands} access={access} shown={SHOWN} />}
      tabs={[
        { id: 'overview', title: 'Overview', render: () => <Overview row={row} /> },
        { id: 'repositories', title: 'Repositories', render: browser },
      ]}
      tab={tab === 'repositories' ? tab : 'overview'}
      onTabChange={onTabChange}
      onClose={onClose}
    />
  )
}

const SHOWN: ReadonlySet<string> = new Set(['registry.log-in', 'registry.log-out'])

function Overview({ row: { host, login } }: { readonly row: RegistryRow }) {
  return (
    <>
      {login?.problem !== undefined && (
        <Callout tone="failure">
          <CalloutTitle>The login cannot be read</CalloutTitle>
          <SafeText text={login.problem} />
        </Callout>
      )}
      <FactList
        facts={[
          { label: 'Server', value: host, mono: true, onCopy: () => copy(host) },
          ...(login ? [{ label: 'User', value: login.user || 'a token' }] : []),
          { label: 'Status', value: statusText(login) },
          ...(login ? [{ label: 'Kept by', value: storeText(login.store) }] : []),
        ]}
      />
      <Callout>{login ? storeMeaning(login.store) : WITHOUT_LOGIN}</Callout>
    </>
  )
}

const WITHOUT_LOGIN = 'It is asked as anybody may. Log in to see and to pull what is private.'

function copy(text: string) {
  void engine.desktop.copyText({ text })
}
