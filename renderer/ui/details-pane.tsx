import { ArrowLeft, X } from 'lucide-react'
import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react'
import styles from './details-pane.module.css'
import { IconButton } from './icon-button.tsx'
import { SafeText } from './safe-text.tsx'
import { Tabs, type TabItem } from './tabs.tsx'

export interface DetailsPaneProps {
  /** The object's name, and the name of the region. */
  readonly name: string
  /** A whole page: it has a way back instead of a cross. */
  readonly full: boolean
  /** Under the name: a status, a size. */
  readonly status?: ReactNode
  /** The menu with everything else, in the corner. */
  readonly menu?: ReactNode
  /** Buttons. */
  readonly actions?: ReactNode
  readonly tabs: readonly TabItem[]
  readonly tab: string
  onTabChange(tab: string): void
  onClose(): void
}

/** Everything about one object: its name, what can be done to it, and its tabs. Escape closes it. */
export function DetailsPane(props: DetailsPaneProps) {
  const { name, full, status, menu, actions, tabs, tab, onTabChange, onClose } = props
  const pane = useRef<HTMLElement>(null)
  const titleId = useId()
  // The list's own heading is not on a page that is all details.
  const Heading = full ? 'h1' : 'h2'
  const closeByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || ownsEscape(event.target)) return
    event.preventDefault()
    onClose()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys bubble up
    <section ref={pane} aria-labelledby={titleId} className={styles.pane} onKeyDown={closeByKey}>
      <header className={styles.header}>
        <div className={styles.title}>
          {full && <IconButton small icon={ArrowLeft} label="Back to the list" onClick={onClose} />}
          <Heading id={titleId} className={styles.name} data-selectable>
            <SafeText text={name} />
          </Heading>
          <span className={styles.corner}>
            {menu}
            {!full && <IconButton small icon={X} label="Close details" onClick={onClose} />}
          </span>
        </div>
        {status !== undefined && <div className={styles.status}>{status}</div>}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      <Tabs label="Details" tabs={tabs} selected={tab} onSelect={onTabChange} />
    </section>
  )
}

/** Shells, editors and fields have their own use for Escape. */
function ownsEscape(target: EventTarget): boolean {
  return target instanceof Element && target.closest('textarea, input, .cm-editor, .xterm') !== null
}
