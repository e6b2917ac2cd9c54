import { EventEmitter } from 'node:events'
import type { MessagePortMain } from 'electron'

/** Test support: the main end of a port, with the window's end in the test's hands. */
export class FakePort extends EventEmitter {
  readonly sent: unknown[] = []
  closed = false
  /** As main sees it. */
  get asMain() {
    return this as unknown as MessagePortMain
  }
  postMessage(message: unknown) {
    this.sent.push(message)
  }
  start() {}
  close() {
    this.closed = true
    this.emit('close')
  }
  receive(data: unknown) {
    this.emit('message', { data })
  }
  get bytes() {
    return this.chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0)
  }
  get chunks() {
    return this.sent.filter((message) => message instanceof Uint8Array)
  }
}
