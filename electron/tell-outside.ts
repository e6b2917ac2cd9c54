import { BrowserWindow, Notification } from 'electron'
import type { Task } from '#shared/contract/tasks.ts'
import { endNotice } from './end-notice.ts'

interface Told {
  /** It is on the screen. */
  readonly onTold: () => void
  /** The person wants to see more. */
  readonly onOpen: () => void
}

/** Says by the system how a task has ended, where no window of ours has the focus: else that says it. */
export function tellOutside(task: Task, { onTold, onOpen }: Told): void {
  if (BrowserWindow.getFocusedWindow() || !Notification.isSupported()) return
  const notice = new Notification(endNotice(task))
  notice.once('show', onTold)
  notice.once('click', onOpen)
  notice.show()
}
