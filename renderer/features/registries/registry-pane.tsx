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

/** Everything about the login at one registry. */
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
      key={row.login.host}
      connection={row.connection}
      host={row.login.host}
      blocked={blockedReason(accessFor(access, [row]), 'destroy')}
    />
  )
  return (
    <DetailsPane
      name={row.login.host}
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

function Overview({ row: { login } }: { readonly row: RegistryRow }) {
  const { host, user, store, problem } = login
  return (
    <>
      {problem !== undefined && (
        <Callout tone="failure">
          <CalloutTitle>The login cannot be read</CalloutTitle>
          <SafeText text={problem} />
        </Callout>
      )}
      <FactList
        facts={[
          { label: 'Server', value: host, mono: true, onCopy: () => copy(host) },
          { label: 'User', value: user || 'a token' },
          { label: 'Status', value: statusText(login) },
          { label: 'Kept by', value: storeText(store) },
        ]}
      />
      <Callout>{storeMeaning(store)}</Callout>
    </>
  )
}

function copy(text: string) {
  void engine.desktop.copyText({ text })
}
