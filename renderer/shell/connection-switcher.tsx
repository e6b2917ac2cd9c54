import { ChevronDown } from 'lucide-react'
import { useConnections, useConnectionState } from '#features/connections'
import { visibleText } from '#shared/visible-text.ts'
import { MenuButton } from '#ui/menu.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { engineWords } from './engine-words.ts'
import { goTo } from './navigation.ts'
import { StateDot } from './state-dot.tsx'
import styles from './title-bar.module.css'

/** Which engine the window shows, and the others that there are. */
export function ConnectionSwitcher({ connection }: { readonly connection: string }) {
  const { data = [] } = useConnections()
  const state = useConnectionState(connection)
  const current = data.find(({ id }) => id === connection)
  const name = current?.name ?? connection
  const { tone } = engineWords({ endpoint: '' }, state, 0)
  const entries = data.map((other) => ({
    id: other.id,
    label: `${visibleText(other.name)} — ${visibleText(other.endpoint)}`,
    checked: other.id === connection,
    run: () => goTo({ page: 'containers', connection: other.id }),
  }))
  return (
    <MenuButton
      entries={entries}
      trigger={
        <button type="button" className={styles.switcher}>
          <StateDot tone={tone} />
          <span className="visually-hidden">Connection: </span>
          <span className={styles.name}>
            <SafeText text={name} />
          </span>
          {state.kind === 'connected' && (
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
