import { SquareTerminal } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { accessFor, engineElsewhere } from '#features/connections'
import { FilesTab } from '#features/files'
import { LogView } from '#features/logs'
import { agreeToShell, TerminalView } from '#features/terminal'
import type { Consent } from '#lib/consent.ts'
import type { ContainerDetails } from '#shared/contract/containers.ts'
import { asEngineError } from '#shared/errors.ts'
import { Button } from '#ui/button.tsx'
import { DetailsPane } from '#ui/details-pane.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import type { TabItem } from '#ui/tabs.tsx'
import { engine } from '../../ipc/client.ts'
import { PaneButtons, PaneMenu } from '../../shell/command-buttons.tsx'
import { InspectJson } from '../../shell/inspect-json.tsx'
import type { PaneContext } from '../../shell/object-page.tsx'
import { ChangesTab } from './changes-tab.tsx'
import styles from './container-pane.module.css'
import { EnvTab } from './env-tab.tsx'
import { MountsTab } from './mounts-tab.tsx'
import { NetworkTab } from './network-tab.tsx'
import { onEngine } from './on-engine.ts'
import { OverviewTab } from './overview-tab.tsx'
import { ProcessesTab } from './processes-tab.tsx'
import { useContainerDetails } from './queries.ts'
import type { ShownContainer } from './shown-container.ts'
import { StatsTab } from './stats-tab.tsx'
import { StatusBadge } from './status-badge.tsx'
import { whyNoProgram } from './why-not.ts'

/** Everything about one container. */
export function ContainerPane(props: PaneContext<ShownContainer>) {
  const { row: container, commands, access, tab, full, onTabChange, onClose } = props
  const { connection, id, name } = container
  const target = { connection, id, name }
  // A link or a reload may lead to the Terminal tab; only a person opens a shell.
  const of = `${connection}/${id}`
  const [shell, setShell] = useState<AgreedTo>()
  const openShell = async () => {
    // What they agreed to before was another shell.
    setShell(undefined)
    const consent = await agreeToShell(target)
    if (consent) setShell({ of, consent })
  }
  const choose = (next: string) => {
    if (next === 'terminal') void openShell()
    onTabChange(next)
  }
  const about = (draw: (details: ContainerDetails) => React.ReactNode) => () => (
    <WithDetails key={id} container={container} draw={draw} />
  )
  const tabs: readonly TabItem[] = [
    {
      id: 'overview',
      title: 'Overview',
      render: about((all) => (
        <OverviewTab connection={connection} details={all} onShowLog={() => onTabChange('logs')} />
      )),
    },
    {
      id: 'logs',
      title: 'Logs',
      render: () => <LogView key={`${connection} ${id}`} target={target} />,
    },
    {
      id: 'terminal',
      title: 'Terminal',
      render: () =>
        shell?.of === of ? (
          <AgreedShell
            key={of}
            target={target}
            shell={shell}
            onGone={() => setShell((now) => (now === shell ? undefined : now))}
          />
        ) : (
          <OpenShell onOpen={() => void openShell()} />
        ),
    },
    {
      id: 'files',
      title: 'Files',
      render: () => (
        <FilesTab
          key={of}
          target={target}
          phase={container.state.kind}
          whyNoProgram={whyNoProgram(container)}
          access={accessFor(access, [container])}
        />
      ),
    },
    {
      id: 'stats',
      title: 'Stats',
      render: () => <StatsTab key={of} container={container} />,
    },
    {
      id: 'processes',
      title: 'Processes',
      render: () => <ProcessesTab key={of} container={container} access={access} />,
    },
    {
      id: 'changes',
      title: 'Changes',
      render: () => <ChangesTab key={of} connection={connection} id={id} />,
    },
    { id: 'env', title: 'Env', render: about(({ env }) => <EnvTab env={env} />) },
    {
      id: 'mounts',
      title: 'Mounts',
      render: about(({ mounts }) => <MountsTab connection={connection} mounts={mounts} />),
    },
    {
      id: 'network',
      title: 'Network',
      render: about((all) => (
        <NetworkTab container={container} details={all} access={accessFor(access, [container])} />
      )),
    },
    {
      id: 'inspect',
      title: 'Inspect',
      render: about(({ json }) => <InspectJson name={name} json={json} />),
    },
  ]
  return (
    <DetailsPane
      name={name}
      full={full}
      status={<Status container={container} />}
      menu={<PaneMenu target={container} commands={commands} access={access} />}
      actions={
        <PaneButtons
          target={container}
          commands={commands}
          access={access}
          shown={SHOWN}
          beside={BESIDE}
        />
      }
      tabs={tabs}
      tab={tabs.some(({ id }) => id === tab) ? tab : 'overview'}
      onTabChange={choose}
      onClose={onClose}
    />
  )
}

function Status({ container: { state, connection } }: { readonly container: ShownContainer }) {
  const words = onEngine(connection, engineElsewhere)
  return (
    <>
      <StatusBadge state={state} />
      {words.length > 0 && <SafeText text={words.join(' ')} className={styles.engine} />}
    </>
  )
}

interface WithDetailsProps {
  readonly container: ShownContainer
  draw(details: ContainerDetails): React.ReactNode
}

function WithDetails({ container: { connection, id }, draw }: WithDetailsProps) {
  const { data, error, refetch } = useContainerDetails(connection, id)
  if (data) return draw(data)
  if (error) {
    return (
      <ErrorState
        error={asEngineError(error)}
        onRetry={() => void refetch()}
        onCopy={(text) => void engine.desktop.copyText({ text })}
      />
    )
  }
  return <Skeleton />
}

/** A shell that a person agreed to, and the container that it is in. */
interface AgreedTo {
  readonly of: string
  readonly consent: Consent
}

interface AgreedShellProps {
  readonly target: Pick<ShownContainer, 'connection' | 'id' | 'name'>
  readonly shell: AgreedTo
  onGone(): void
}

/** Once it has gone from here, what the person said yes to has been done. */
function AgreedShell({ target, shell, onGone }: AgreedShellProps) {
  const leave = useEffectEvent(onGone)
  useEffect(() => () => leave(), [])
  return <TerminalView target={target} consent={shell.consent} />
}

function OpenShell({ onOpen }: { onOpen(): void }) {
  return (
    <div className={styles.center}>
      <Button icon={SquareTerminal} onClick={() => onOpen()}>
        Open a shell
      </Button>
    </div>
  )
}

/** Buttons of the pane; the menu beside them holds everything. */
const SHOWN: ReadonlySet<string> = new Set([
  'container.start',
  'container.stop',
  'container.restart',
  'container.logs',
  'container.terminal',
])

/** Other ways to a terminal, behind the button for the usual one. */
const BESIDE = {
  'container.terminal': {
    label: 'More ways to a terminal',
    ids: new Set([
      'container.terminal-options',
      'container.attach',
      'container.debug',
      'container.system-terminal',
    ]),
  },
}
