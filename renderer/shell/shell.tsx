import { Outlet, useLocation } from '@tanstack/react-router'
import { useConnections } from '#features/connections'
import { useLive } from '../live.ts'
import { DockArea } from './dock-area.tsx'
import { connectionInView, isAllEngines } from './navigation.ts'
import { NoticeBanner } from './notice-banner.tsx'
import { useConnectionId } from './route-state.ts'
import styles from './shell.module.css'
import { TOOLS } from './pages.ts'
import { Sidebar } from './sidebar.tsx'
import { StatusBar } from './status-bar.tsx'
import { TitleBar } from './title-bar.tsx'
import { useShownConnections } from './use-shown-connections.ts'
import { useFirstData } from './use-first-data.ts'
import { useIdleAfter } from './use-idle-after.ts'
import { useLeftConnections } from './use-left-connections.ts'

/** Pages that have all that they show. */
const WITHOUT_ENGINE: ReadonlySet<string> = new Set(['settings', 'connections', 'welcome'])

/** The window: title bar, sidebar, the page over the dock, status bar. */
export function Shell() {
  const { data: connections } = useConnections()
  const routed = useConnectionId()
  const connection = routed || (connectionInView() ?? connections?.[0]?.id ?? '')
  const pathname = useLocation({ select: (location) => location.pathname })
  const all = isAllEngines(pathname)
  const shownConnections = useShownConnections(connection, all)
  useLive(shownConnections, useLeftConnections(shownConnections))
  const [, first = '', second] = pathname.split('/')
  const isTool = TOOLS.some(({ id }) => id === second)
  const needsEngine = !WITHOUT_ENGINE.has(first) && !isTool
  const shown = useFirstData(connection, needsEngine)
  return (
    <div className={styles.shell}>
      <TitleBar connection={connection} />
      <NoticeBanner />
      <div className={styles.middle}>
        <Sidebar connection={connection} shown={shownConnections} counting={useIdleAfter(shown)} />
        <DockArea>
          <main className={styles.main} aria-busy={!shown}>
            <Outlet />
          </main>
        </DockArea>
      </div>
      <StatusBar connection={connection} all={all} />
    </div>
  )
}
