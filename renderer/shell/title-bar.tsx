import { Moon, Search, Settings, Sun } from 'lucide-react'
import { ConnectionMarks, useConnection } from '#features/connections'
import { openPalette } from '#features/palette'
import { toggleTheme, useIsDark } from '#features/settings'
import { IconButton } from '#ui/icon-button.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { ConnectionSwitcher } from './connection-switcher.tsx'
import { goTo } from './navigation.ts'
import styles from './title-bar.module.css'

/** The top of the window: which engine, the palette, theme and settings. */
export function TitleBar({ connection }: { readonly connection: string }) {
  const dark = useIsDark()
  const shown = useConnection(connection)
  const colour = shown?.colour
  return (
    <header className={styles.bar} data-colour={colour}>
      {connection !== '' && <ConnectionSwitcher connection={connection} />}
      {shown && <ConnectionMarks connection={shown} />}
      <button
        type="button"
        className={styles.palette}
        aria-haspopup="dialog"
        onClick={() => openPalette()}
      >
        <Search size={14} aria-hidden />
        <span className={styles.prompt}>Search or run a command</span>
        <span aria-hidden>
          <Kbd chord="Mod+K" />
        </span>
      </button>
      <div className={styles.tools}>
        <IconButton
          icon={dark ? Sun : Moon}
          label={dark ? 'Use the light theme' : 'Use the dark theme'}
          onClick={() => void toggleTheme()}
        />
        <IconButton
          icon={Settings}
          label="Open settings"
          shortcut="Mod+,"
          onClick={() => goTo({ page: 'settings' })}
        />
      </div>
    </header>
  )
}
