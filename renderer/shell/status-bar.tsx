import { useConnections, useConnectionState } from '#features/connections'
import { useNow } from '#lib/use-now.ts'
import { visibleText } from '#shared/visible-text.ts'
import { useAnnounced } from '#ui/announcer.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { engineWords } from './engine-words.ts'
import { StateDot } from './state-dot.tsx'
import styles from './status-bar.module.css'

const SECOND_MS = 1000

/** The foot of the window: the connection's state, and nothing else. */
export function StatusBar({ connection }: { readonly connection: string }) {
  return (
    <footer className={styles.bar}>
      <div role="status" aria-label="Engine" aria-live="off" className={styles.engine}>
        {connection === '' ? 'Disconnected' : <EngineState connection={connection} />}
      </div>
    </footer>
  )
}

function EngineState({ connection }: { readonly connection: string }) {
  const { data = [] } = useConnections()
  const state = useConnectionState(connection)
  const now = useNow(SECOND_MS, state.kind === 'reconnecting' || state.kind === 'not-responding')
  const { endpoint = connection, name = connection } =
    data.find(({ id }) => id === connection) ?? {}
  const { tone, word, detail, engine } = engineWords({ endpoint }, state, now)
  const news = state.kind === 'connecting' ? undefined : `${word}: ${visibleText(name)}`
  useAnnounced(news, 'connection')
  return (
    <>
      <StateDot tone={tone} />
      <span>
        {word} · <SafeText text={detail} />
      </span>
      {engine !== '' && ' '}
      {engine !== '' && (
        <span>
          <SafeText text={engine} />
        </span>
      )}
    </>
  )
}
