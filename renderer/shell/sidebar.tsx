import { Cable, Settings, type LucideIcon } from 'lucide-react'
import type { MouseEvent, ReactNode } from 'react'
import { useLocation } from '@tanstack/react-router'
import { useIsNarrow } from '#ui/use-is-narrow.ts'
import { ALL_ENGINES, goTo, history, isAllEngines, pathOf, type Place } from './navigation.ts'
import { PAGES, TOOLS, type PageInfo } from './pages.ts'
import styles from './sidebar.module.css'
import { useListCount } from './use-list-count.ts'

/** The same as in the style sheet. */
const ICONS_ONLY_PX = 900

interface SidebarProps {
  /** The one whose pages can be gone to. */
  readonly connection: string
  /** Those whose objects the window shows. */
  readonly shown: readonly string[]
  /** Lists that are not in view may be read too. */
  readonly counting: boolean
}

/** The pages. Narrow windows show their icons only. */
export function Sidebar(props: SidebarProps) {
  return (
    <nav aria-label="Main" className={styles.sidebar} data-region="sidebar">
      <ul>
        {props.connection !== '' &&
          PAGES.map((page) => <PageEntry key={page.id} page={page} {...props} />)}
        {props.connection !== '' &&
          TOOLS.map(({ id, title, icon }) => (
            <Entry
              key={id}
              place={{ page: id, connection: props.connection }}
              title={title}
              icon={icon}
            />
          ))}
      </ul>
      <ul className={styles.foot}>
        <Entry place={{ page: 'connections' }} title="Connections" icon={Cable} />
        <Entry place={{ page: 'settings' }} title="Settings" icon={Settings} />
      </ul>
    </nav>
  )
}

function PageEntry(props: SidebarProps & { readonly page: PageInfo }) {
  const { connection, shown, counting } = props
  const { id, title, icon } = props.page
  const all = isAllEngines(useLocation({ select: ({ pathname }) => pathname }))
  // Only containers have a list of all engines, and that page itself has it read.
  const isOfAll = all && id === 'containers'
  const count = useListCount(id, all && !isOfAll ? NONE : shown, counting && !all)
  const place = isOfAll ? ({ page: ALL_ENGINES } as const) : { page: id, connection }
  return (
    <Entry place={place} title={title} icon={icon}>
      {count !== undefined && <span className={styles.count}>{count.toLocaleString('en')}</span>}
    </Entry>
  )
}

const NONE: readonly string[] = []

interface EntryProps {
  readonly place: Place
  readonly title: string
  readonly icon: LucideIcon
  readonly children?: ReactNode
}

function Entry({ place, title, icon: Icon, children }: EntryProps) {
  const path = pathOf(place)
  const pathname = useLocation({ select: (location) => location.pathname })
  const iconsOnly = useIsNarrow(ICONS_ONLY_PX)
  const isHere = pathname === path || pathname.startsWith(`${path}/`)
  const onClick = (event: MouseEvent) => {
    event.preventDefault()
    goTo(place)
  }
  return (
    <li>
      <a
        href={history.createHref(path)}
        className={styles.entry}
        aria-label={title}
        data-tooltip={iconsOnly ? title : undefined}
        aria-current={isHere ? 'page' : undefined}
        onClick={onClick}
      >
        <Icon size={16} aria-hidden />
        <span className={styles.title}>{title}</span>
      </a>
      {children}
    </li>
  )
}
