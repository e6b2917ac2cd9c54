import { Tabs } from '@base-ui/react/tabs'
import { ChevronDown, ChevronUp, ListTree, Maximize2, Minimize2 } from 'lucide-react'
import { useEffect, type KeyboardEvent, type ReactNode } from 'react'
import { useNameOf } from '#features/connections'
import { LogView } from '#features/logs'
import { sessionOf, TerminalPanel } from '#features/terminal'
import { chordOf } from '#lib/chord.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { registerCommands } from '../../commands/index.ts'
import { dockCommands, revealInList, TAB_STEPS } from './dock-commands.ts'
import { useDock } from './dock-store.ts'
import { tellEngines, type DockTab } from './dock-tab.ts'
import { DockTabs } from './dock-tabs.tsx'
import styles from './dock.module.css'

/** The region under the page with the logs and terminals that stay open, and its sash. */
export function Dock({ sash }: { readonly sash: ReactNode }) {
  const { active, expanded, maximised, focusWish, activate, activateNext } = useDock()
  const tabs = useNamedTabs()
  useEffect(() => registerCommands(dockCommands), [])
  if (tabs.length === 0) return null
  const stepByKey = (event: KeyboardEvent) => {
    const step = TAB_STEPS[chordOf(event)]
    if (step === undefined || tabs.length < 2) return
    event.preventDefault()
    event.stopPropagation()
    activateNext(step)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of its parts
    <section
      aria-label="Dock"
      data-region="dock"
      className={styles.dock}
      onKeyDownCapture={stepByKey}
    >
      <Tabs.Root
        className={styles.root}
        value={active ?? null}
        onValueChange={(id) => activate(String(id))}
      >
        <div className={styles.bar} data-expanded={expanded || undefined}>
          <DockTabs tabs={tabs} />
          <DockButtons
            tab={tabs.find(({ id }) => id === active)}
            expanded={expanded}
            maximised={maximised}
          />
        </div>
        {tabs.map((tab) => (
          <Tabs.Panel
            key={tab.id}
            value={tab.id}
            keepMounted
            tabIndex={-1}
            className={styles.panel}
            data-collapsed={!expanded || undefined}
          >
            <TabContent tab={tab} focusWish={tab.id === active ? focusWish : undefined} />
          </Tabs.Panel>
        ))}
      </Tabs.Root>
      {sash}
    </section>
  )
}

function useNamedTabs(): readonly DockTab[] {
  const tabs = useDock((state) => state.tabs)
  return tellEngines(tabs, useNameOf())
}

interface TabContentProps {
  readonly tab: DockTab
  readonly focusWish: number | undefined
}

function TabContent({ tab, focusWish }: TabContentProps) {
  const wish = focusWish === 0 ? undefined : focusWish
  const { name, gone } = tab
  if (tab.kind === 'logs')
    return <LogView target={tab.target.merged ?? tab.target} label={name} focusWish={wish} />
  const session = sessionOf(tab.id)
  if (!session) return null
  return <TerminalPanel session={session} name={name} gone={gone} focusWish={wish} />
}

interface DockButtonsProps {
  readonly tab: DockTab | undefined
  readonly expanded: boolean
  readonly maximised: boolean
}

function DockButtons({ tab, expanded, maximised }: DockButtonsProps) {
  const { toggle, toggleMaximised } = useDock()
  return (
    <div className={styles.buttons}>
      {tab && (
        <IconButton
          small
          icon={ListTree}
          label="Reveal in list"
          onClick={() => revealInList(tab)}
        />
      )}
      <IconButton
        small
        icon={maximised ? Minimize2 : Maximize2}
        label={maximised ? 'Restore dock' : 'Maximise dock'}
        shortcut="Mod+Shift+M"
        onClick={toggleMaximised}
      />
      <IconButton
        small
        icon={expanded ? ChevronDown : ChevronUp}
        label={expanded ? 'Collapse dock' : 'Expand dock'}
        shortcut="Mod+`"
        aria-expanded={expanded}
        onClick={toggle}
      />
    </div>
  )
}
