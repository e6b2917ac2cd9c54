import { once } from 'node:events'
import { BrowserWindow, clipboard, dialog, shell } from 'electron'
import type { AppContract } from '#shared/contract/index.ts'
import type { Engines } from '../../engine/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import type { Notices } from '../../notices.ts'
import type { ChosenPlaces } from '../../saving/chosen-places.ts'
import { chosenFileHandlers } from './chosen-files.ts'
import { leadsToEngine, parseLink } from './link.ts'
import { sendNotices } from './send-notices.ts'

/** Somebody who wants the ids of the commands that are chosen in the menu bar. */
export type MenuListeners = Set<(id: string) => void>

const OPEN_BUTTON = 0
const CANCEL_BUTTON = 1

interface DesktopParts {
  readonly engines: Pick<Engines, 'list'>
  readonly menuListeners: MenuListeners
  readonly notices: Notices
  readonly chosen: ChosenPlaces
}

/** What the window needs of the desktop around it. */
export function desktopHandlers({
  engines,
  menuListeners,
  notices,
  chosen,
}: DesktopParts): FeatureHandlers<AppContract['desktop']> {
  return {
    ...chosenFileHandlers(chosen),
    copyText: async ({ text }) => clipboard.writeText(text),
    readText: async () => clipboard.readText(),
    async openLink({ url: text, ask }) {
      const url = parseLink(text)
      const known = !ask && leadsToEngine(url, engines.list())
      if (known || (await mayOpen(url))) await shell.openExternal(url.href)
    },
    async menuCommands(_input, { emit, signal }) {
      menuListeners.add(emit)
      if (!signal.aborted) await once(signal, 'abort')
      menuListeners.delete(emit)
    },
    notices: (_input, sink) => sendNotices(notices, sink),
    dismissNotices: async () => notices.clear(),
  }
}

async function mayOpen(url: URL): Promise<boolean> {
  const question = {
    type: 'question' as const,
    message: `Open ${url.host} in your browser?`,
    detail: url.href,
    buttons: ['Open', 'Cancel'],
    defaultId: CANCEL_BUTTON,
    cancelId: CANCEL_BUTTON,
  }
  const window = BrowserWindow.getFocusedWindow()
  const { response } = window
    ? await dialog.showMessageBox(window, question)
    : await dialog.showMessageBox(question)
  return response === OPEN_BUTTON
}
