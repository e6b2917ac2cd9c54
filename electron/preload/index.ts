import { ipcRenderer } from 'electron'
import { OPEN } from '#shared/ipc/wire.ts'

/**
 * The whole bridge, and it never grows: features add contract entries, not preload functions.
 * A MessagePort cannot pass through `contextBridge`, so it comes with an event of the page's window.
 */
window.addEventListener('message', (event: MessageEvent) => {
  if (event.source !== window || event.origin !== location.origin) return
  const { channel, message } = event.data ?? {}
  if (channel === OPEN) ipcRenderer.postMessage(OPEN, message, [...event.ports])
})
