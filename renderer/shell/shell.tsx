import { useIsFetching } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useState } from 'react'
import { useConnections } from '#features/connections'
import { useLive } from '../live.ts'
import { DockArea } from './dock-area.tsx'
import { connectionInView } from './navigation.ts'
import { useConnectionId } from './route-state.ts'
import styles from './shell.module.css'
import { Sidebar } from './sidebar.tsx'
import { StatusBar } from './status-bar.tsx'
import { TitleBar } from './title-bar.tsx'

/** The window: title bar, sidebar, the page over the dock, status bar. */
export function Shell() {
  const { data: connections } = useConnections()
  const routed = useConnectionId()
  const connection = routed || (connectionInView() ?? connections?.[0]?.id ?? '')
  useLive(connection === '' ? undefined : connection)
  const busy = useIsBusy()
  return (
    <div className={styles.shell}>
      <TitleBar connection={connection} />
      <div className={styles.middle}>
        <Sidebar connection={connection} counting={!busy} />
        <DockArea>
          <main className={styles.main} aria-busy={busy}>
            <Outlet />
          </main>
        </DockArea>
      </div>
      <StatusBar connection={connection} />
    </div>
  )
}

/** Until the first data or the first refusal has come; later reads happen under what is shown. */
function useIsBusy(): boolean {
  const fetching = useIsFetching()
  const [settled, setSettled] = useState(false)
  const [started, setStarted] = useState(false)
  if (!started && fetching > 0) setStarted(true)
  if (!settled && started && fetching === 0) setSettled(true)
  return !settled
}
