import { useLocation } from '@tanstack/react-router'
import { ChevronDown } from 'lucide-react'
import { useConnection, useConnections, useConnectionState } from '#features/connections'
import { visibleText } from '#shared/visible-text.ts'
import { MenuButton } from '#ui/menu.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { engineWords } from './engine-words.ts'
import { goTo, isAllEngines } from './navigation.ts'
import { StateDot } from './state-dot.tsx'
import styles from './title-bar.module.css'

/** Which engine the window shows, and the others that there are. */
export function ConnectionSwitcher({ connection }: { readonly connection: string }) {
  const { data = [] } = useConnections()
  const state = useConnectionState(connection)
  const current = useConnection(connection)
  const showsAll = isAllEngines(useLocation({ select: ({ pathname }) => pathname }))
  const name = showsAll ? 'All engines' : (current?.name ?? connection)
  const { tone } = engineWords({ endpoint: '' }, state, 0)
  const entries = [
    ...data.map((other) => ({
      id: other.id,
      label: `${visibleText(other.name)} — ${visibleText(other.endpoint)}`,
      checked: !showsAll && other.id === (current?.foldedInto ?? connection),
      run: () => goTo({ page: 'containers', connection: other.id }),
    })),
    'separator' as const,
    {
      id: 'all-engines',
      label: 'All engines',
      checked: showsAll,
      run: () => goTo({ page: 'all-engines' }),
    },
    { id: 'connections', label: 'Connections…', run: () => goTo({ page: 'connections' }) },
  ]
  return (
    <MenuButton
      entries={entries}
      trigger={
        <button type="button" className={styles.switcher}>
          {!showsAll && <StateDot tone={tone} />}
          <span className="visually-hidden">Connection: </span>
          <span className={styles.name}>
            <SafeText text={name} />
          </span>
          {!showsAll && state.kind === 'connected' && (
            <span className={styles.version}>
              <SafeText text={state.engine.version} />
            </span>
          )}
          <ChevronDown size={14} aria-hidden />
        </button>
      }
    />
  )
}
