import { ipcRenderer, webUtils } from 'electron'
import { OPEN } from '#shared/ipc/wire.ts'

/**
 * The whole bridge, and it never grows: features add contract entries, not preload functions.
 * A MessagePort cannot pass through `contextBridge`, so it comes with an event of the page's window.
 * Where a file is that a person dropped, only the preload may know: what the page says of it is replaced.
 */
window.addEventListener('message', (event: MessageEvent) => {
  if (event.source !== window || event.origin !== location.origin) return
  const { channel, message, file } = event.data ?? {}
  if (channel !== OPEN) return
  const dropped = file instanceof File ? webUtils.getPathForFile(file) : undefined
  ipcRenderer.postMessage(OPEN, { ...message, dropped }, [...event.ports])
})
