import { useId } from 'react'
import type { Settings } from '#shared/contract/settings.ts'
import { Button } from '#ui/button.tsx'
import { updateSettings, useSettings } from './settings-cache.ts'
import styles from './settings-page.module.css'

const THEMES: readonly { readonly value: Settings['theme']; readonly label: string }[] = [
  { value: 'system', label: 'Same as the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

const SILENCED: Readonly<Record<Settings['removeWithoutAsking'][number], string>> = {
  container: 'single stopped containers',
  'image-tag': 'image tags',
  network: 'networks',
}

/** Everything that a person can set. */
export function SettingsPage() {
  return (
    <div className={styles.page} data-region="list">
      <h1>Settings</h1>
      <ThemeChoice />
      <Confirmations />
    </div>
  )
}

function ThemeChoice() {
  const { theme } = useSettings()
  const name = useId()
  return (
    <fieldset className={styles.section}>
      <legend>Theme</legend>
      {THEMES.map(({ value, label }) => (
        <label key={value} className={styles.choice}>
          <input
            type="radio"
            name={name}
            checked={theme === value}
            onChange={() => void updateSettings({ theme: value })}
          />
          {label}
        </label>
      ))}
    </fieldset>
  )
}

function Confirmations() {
  const { removeWithoutAsking } = useSettings()
  const silenced = removeWithoutAsking.map((kind) => SILENCED[kind])
  return (
    <section className={styles.section} aria-labelledby="settings-confirmations">
      <h2 id="settings-confirmations">Questions before removing</h2>
      {silenced.length === 0 ? (
        <p className={styles.note}>Pilothouse asks before it removes anything.</p>
      ) : (
        <>
          <p className={styles.note}>Pilothouse does not ask for {listOf(silenced)}.</p>
          <Button onClick={() => void updateSettings({ removeWithoutAsking: [] })}>
            Ask again for all
          </Button>
        </>
      )}
    </section>
  )
}

function listOf(words: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'disjunction' }).format(words)
}
