import { useEffect, useRef, type ReactNode } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { hasPersonActed } from '#lib/has-person-acted.ts'
import styles from './list-page.module.css'
import { useIsNarrow } from './use-is-narrow.ts'

export interface ListPageProps {
  readonly title: string
  /** The search field. */
  readonly filter?: ReactNode
  /** Buttons at the right of the header: the primary one last. */
  readonly actions?: ReactNode
  /** A line over the list: an age, a warning. */
  readonly banner?: ReactNode
  /** The list. */
  readonly children: ReactNode
  /** The details of the open object: a pane beside the list, or the whole page when narrow. */
  readonly detail?: ReactNode
  /** The details take the whole page. */
  readonly detailFull?: boolean
}

/** Under this the list and its details do not fit beside each other. */
const NARROW_PX = 1000

/** A page with a list: header, list, and the details of one object in a resizable pane. */
export function ListPage(props: ListPageProps) {
  const { title, filter, actions, banner, children, detail, detailFull = false } = props
  const narrow = useIsNarrow(NARROW_PX)
  const hasDetail = detail !== undefined && detail !== null && detail !== false
  const full = hasDetail && (detailFull || narrow)
  const page = useRef<HTMLDivElement>(null)
  const place = full ? 'whole page' : hasDetail ? 'beside' : 'closed'
  useEffect(() => followFocus(page.current, place), [place])
  return (
    <div ref={page} className={styles.page}>
      {/* Kept under a full page of details, so that scroll and selection stay. */}
      <Group orientation="horizontal" className={styles.group} inert={full} data-under={full}>
        <Panel id="list" minSize="30%">
          <div className={styles.list} data-region="list">
            <header className={styles.header}>
              <h1 className={styles.title}>{title}</h1>
              {filter}
              <div className={styles.actions}>{actions}</div>
            </header>
            {banner}
            {children}
          </div>
        </Panel>
        {hasDetail && !full && (
          <>
            <Separator className={styles.separator} aria-label="Width of the details" />
            <Panel id="detail" minSize="280px" defaultSize="388px" {...KEEP_WIDTH}>
              <div className={styles.detail} data-region="detail">
                {detail}
              </div>
            </Panel>
          </>
        )}
      </Group>
      {full && (
        <div className={styles.full} data-region="detail">
          {detail}
        </div>
      )}
    </div>
  )
}

/** Details that cover the list take the focus that it had; those that go give theirs back. */
function followFocus(page: HTMLElement | null, details: 'whole page' | 'beside' | 'closed'): void {
  const full = details === 'whole page'
  const lost = document.activeElement
  if (lost !== document.body && !lost?.closest('[inert]')) return
  if (!full && !hasPersonActed()) return
  const target = full
    ? '[data-region="detail"] [role="tab"][aria-selected="true"]'
    : '[role="grid"]'
  page?.querySelector<HTMLElement>(target)?.focus({ preventScroll: true })
}

/** A wider window gives its room to the list. */
const KEEP_WIDTH = { groupResizeBehavior: 'preserve-pixel-size' } as const
