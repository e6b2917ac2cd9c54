import { useState, type ReactNode } from 'react'
import { useNow } from '#lib/use-now.ts'
import type { Build } from '#shared/contract/builds.ts'
import { AgoAndTime } from '#ui/age.tsx'
import { DetailsPane } from '#ui/details-pane.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import type { TabItem } from '#ui/tabs.tsx'
import { engine } from '../../ipc/client.ts'
import { PaneButtons, PaneMenu } from '../../shell/command-buttons.tsx'
import type { PaneContext } from '../../shell/object-page.tsx'
import { buildAgain } from './build-again.ts'
import type { Journal } from './build-journal.ts'
import styles from './build-tabs.module.css'
import { BUILDER_NAMES, isRunning, spanWords } from './build-words.ts'
import { DockerfileTab } from './dockerfile/index.ts'
import { Failure } from './failure.tsx'
import { LogTab } from './log/log-tab.tsx'
import { SettingsTab } from './settings-tab.tsx'
import { BuildStatus } from './status.tsx'
import { StepsTab } from './steps-tab.tsx'
import { useJournal } from './use-journal.ts'

/** Everything about one build, live while it runs. */
export function BuildPane(context: PaneContext<Build>) {
  const { row, commands, access, full, tab, onTabChange, onClose } = context
  const { journal, error, retry } = useJournal(row.id)
  const [step, setStep] = useState<string>()
  const [line, setLine] = useState<number>()
  const toLine = (next: number) => {
    setLine(next)
    onTabChange('dockerfile')
  }
  const toStep = (next: string) => {
    setStep(next)
    onTabChange('steps')
  }
  const again = () => void buildAgain(row)
  const drawn = (draw: (journal: Journal) => ReactNode) => () => {
    if (journal) return draw(journal)
    if (!error) return <Skeleton />
    const copy = (text: string) => void engine.desktop.copyText({ text })
    return <ErrorState error={error} onRetry={retry} onCopy={copy} />
  }
  const tabs: readonly TabItem[] = [
    {
      id: 'steps',
      title: 'Steps',
      render: drawn((known) => (
        <div className={styles.tab}>
          <Failure build={known.build} onLine={toLine} onAgain={again} />
          <StepsTab journal={known} chosen={step} onChoose={setStep} onLine={toLine} />
        </div>
      )),
    },
    { id: 'log', title: 'Log', render: drawn((known) => <LogTab journal={known} />) },
    {
      id: 'dockerfile',
      title: 'Dockerfile',
      render: drawn((known) => <DockerfileTab journal={known} line={line} onStep={toStep} />),
    },
    {
      id: 'settings',
      title: 'Settings',
      render: () => <SettingsTab build={row} onAgain={again} />,
    },
  ]
  return (
    <DetailsPane
      name={row.name}
      full={full}
      status={<Status build={row} />}
      menu={<PaneMenu target={row} commands={commands} access={access} />}
      actions={<PaneButtons target={row} commands={commands} access={access} shown={SHOWN} />}
      tabs={tabs}
      tab={tabs.some(({ id }) => id === tab) ? tab : 'steps'}
      onTabChange={onTabChange}
      onClose={onClose}
    />
  )
}

const SHOWN: ReadonlySet<string> = new Set([
  'build.cancel',
  'build.run',
  'build.push',
  'build.open-image',
  'build.again',
])

function Status({ build }: { readonly build: Build }) {
  const now = useNow(1000, isRunning(build))
  const { builder, startedAt } = build
  return (
    <>
      <BuildStatus build={build} /> · {spanWords(build, now)}
      {builder && ` · ${BUILDER_NAMES[builder]}`} · <AgoAndTime time={startedAt} />
    </>
  )
}
