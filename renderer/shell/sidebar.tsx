import { Cable, Settings, type LucideIcon } from 'lucide-react'
import type { MouseEvent, ReactNode } from 'react'
import { useLocation } from '@tanstack/react-router'
import { useIsNarrow } from '#ui/use-is-narrow.ts'
import { goTo, history, isAllEngines, pathOf, type Place } from './navigation.ts'
import { PAGES, type PageInfo } from './pages.ts'
import styles from './sidebar.module.css'
import { useListCount } from './use-list-count.ts'

/** The same as in the style sheet. */
const ICONS_ONLY_PX = 900

interface SidebarProps {
  readonly connection: string
  /** Lists that are not in view may be read too. */
  readonly counting: boolean
}

/** The pages. Narrow windows show their icons only. */
export function Sidebar({ connection, counting }: SidebarProps) {
  return (
    <nav aria-label="Main" className={styles.sidebar} data-region="sidebar">
      <ul>
        {connection !== '' &&
          PAGES.map((page) => (
            <PageEntry key={page.id} page={page} connection={connection} counting={counting} />
          ))}
      </ul>
      <ul className={styles.foot}>
        <Entry place={{ page: 'connections' }} title="Connections" icon={Cable} />
        <Entry place={{ page: 'settings' }} title="Settings" icon={Settings} />
      </ul>
    </nav>
  )
}

function PageEntry({ page, connection, counting }: SidebarProps & { readonly page: PageInfo }) {
  const { id, title, icon } = page
  const count = useListCount(id, connection, counting)
  return (
    <Entry place={{ page: id, connection }} title={title} icon={icon}>
      {count !== undefined && <span className={styles.count}>{count.toLocaleString('en')}</span>}
    </Entry>
  )
}

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
  const isOfAll = isAllEngines(pathname) && place.page === 'containers'
  const isHere = isOfAll || pathname === path || pathname.startsWith(`${path}/`)
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
