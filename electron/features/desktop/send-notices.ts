import { once } from 'node:events'
import type { Notice } from '#shared/contract/desktop.ts'
import type { FeedSink } from '../../ipc/handlers.ts'
import type { Notices } from '../../notices.ts'

/** What stands now and after each change; of a flood, a window that is behind gets the last. */
export async function sendNotices(
  notices: Notices,
  sink: FeedSink<readonly Notice[]>,
): Promise<void> {
  let waiting = false
  const send = () => {
    if (waiting) return
    if (sink.writable) return sink.emit(notices.list())
    waiting = true
    void sink.whenWritable().then(() => {
      waiting = false
      sink.emit(notices.list())
    })
  }
  const unsubscribe = notices.onChange(send)
  send()
  if (!sink.signal.aborted) await once(sink.signal, 'abort')
  unsubscribe()
}
