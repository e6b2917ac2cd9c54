import type { MessagePort } from 'node:worker_threads'
import { asEngineError } from '#shared/errors.ts'
import type { FlowMarks } from '#shared/ipc/wire.ts'
import { createFlow } from '../../flow.ts'
import { openDirectLink } from '../links/open-direct-link.ts'
import { openLog } from './open-log.ts'
import type { ReadingAcknowledgement, ReadingEvent, ReadingOrder } from './reading-messages.ts'

/** Between the threads: a tenth of a second of what an engine sends, for a main loop that is busy. */
const THREAD_FLOW: FlowMarks = { high: 1024 * 1024, low: 512 * 1024 }

/** The thread's side: reads every log that is ordered. */
export function serveReadings(orders: Pick<MessagePort, 'on'>): void {
  orders.on('message', (order: ReadingOrder) => void serveReading(order))
}

async function serveReading({ address, endpoint, order, deadlineMs, port }: ReadingOrder) {
  const link = openDirectLink(address)
  const { blocks, opened } = openLog(link, endpoint, order, { deadlineMs })
  const flow = createFlow(THREAD_FLOW)
  port.on('message', (bytes: ReadingAcknowledgement) => flow.acknowledge(bytes))
  port.once('close', () => {
    blocks.destroy()
    flow.release()
  })
  const tell = (event: ReadingEvent) => port.postMessage(event)
  try {
    await opened
    tell({ kind: 'open' })
    for await (const block of blocks as AsyncIterable<Uint8Array<ArrayBuffer>>) {
      flow.sent(block.byteLength)
      port.postMessage(block satisfies ReadingEvent, [block.buffer])
      await flow.whenOpen()
    }
    tell({ kind: 'end' })
  } catch (cause) {
    tell({ kind: 'failed', error: asEngineError(cause).toShape() })
  } finally {
    await link.close()
  }
}
