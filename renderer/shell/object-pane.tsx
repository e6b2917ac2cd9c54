import type { ReactNode } from 'react'
import { DetailsPane } from '#ui/details-pane.tsx'
import { FactList, LabelList, type Fact } from '#ui/fact-list.tsx'
import { PaneButtons, PaneMenu } from './command-buttons.tsx'
import type { PaneContext } from './object-page.tsx'

interface ObjectPaneProps<Row> {
  readonly context: PaneContext<Row>
  readonly name: string
  /** Ids of the commands that are buttons. */
  readonly shown: ReadonlySet<string>
  readonly facts: readonly Fact[]
  readonly labels: Readonly<Record<string, string>>
  /** The Inspect tab; drawn, and read, only while it is chosen. */
  readonly inspect: ReactNode
}

/** The details of an object of which there is nothing to watch: its facts, and all of it as JSON. */
export function ObjectPane<Row>({ context, name, shown, ...about }: ObjectPaneProps<Row>) {
  const { row, commands, access, tab, full, onTabChange, onClose } = context
  const overview = () => (
    <>
      <FactList facts={about.facts} />
      <LabelList labels={about.labels} />
    </>
  )
  return (
    <DetailsPane
      name={name}
      full={full}
      menu={<PaneMenu target={row} commands={commands} access={access} />}
      actions={<PaneButtons target={row} commands={commands} access={access} shown={shown} />}
      tabs={[
        { id: 'overview', title: 'Overview', render: overview },
        { id: 'inspect', title: 'Inspect', render: () => about.inspect },
      ]}
      tab={tab === 'inspect' ? tab : 'overview'}
      onTabChange={onTabChange}
      onClose={onClose}
    />
  )
}
