import { engine } from '../../ipc/client.ts'
import { useDock } from './dock-store.ts'
import { toSaved } from './saved-dock.ts'

/** Takes in the dock of the window before this one, and from then on keeps what becomes of it. */
export async function rememberDock(): Promise<void> {
  try {
    useDock.getState().restore(await engine.dock.get({}))
  } finally {
    keepSaved()
  }
}

/** Each change at once: a window that goes away sends nothing more. Main writes no more than it can. */
function keepSaved(): void {
  let saved = JSON.stringify(toSaved(useDock.getState()))
  useDock.subscribe((state) => {
    const next = toSaved(state)
    const text = JSON.stringify(next)
    if (text === saved) return
    saved = text
    // Main tells nobody where the disk refuses, and the next window is all that would miss it.
    void engine.dock.remember(next).catch(() => {})
  })
}
