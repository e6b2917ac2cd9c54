import type { Duplex } from 'node:stream'
import type { FlowMarks } from '#shared/ipc/wire.ts'
import { countDown, type CallLimits, type Countdown } from '../call-limits.ts'
import { dialWithin } from '../links/dial-within.ts'
import type { Link } from '../links/link.ts'
import { fromSystemError } from '../system-errors.ts'
import { createBlockBuilder, type BlockBuilder } from './block-builder.ts'
import { createLogAnswer, type LogAnswer } from './log-answer.ts'
import { createLogBlocks, type LogBlocks, type OpeningLog } from './log-blocks.ts'

/** One log, as the engine is asked for it. */
export interface LogOrder {
  /** With its query. */
  readonly path: string
  /** The engine sends it without frames: its container has a TTY. */
  readonly isBare: boolean
}

/** Bytes that wait to be taken. */
const WAITING: FlowMarks = { high: 512 * 1024, low: 256 * 1024 }

/** One for each log: the system copies into it, and no read makes a buffer of its own. */
const READ_BYTES = 256 * 1024

/**
 * Reads a log over a stream of its own, in whatever thread it is called. The deadline ends with the
 * engine's yes; the signal, which is not aborted yet, counts until the log is closed.
 */
export function openLog(
  link: Link,
  endpoint: string,
  order: LogOrder,
  limits: CallLimits,
): OpeningLog {
  const reading = new LogReading(endpoint, order, limits)
  void reading.start(link)
  return reading.log
}

class LogReading {
  readonly #endpoint: string
  readonly #path: string
  readonly #blocks: LogBlocks
  readonly #builder: BlockBuilder
  readonly #answer: LogAnswer
  readonly #countdown: Countdown
  /** Aborted when the engine is read no further, for whatever reason. */
  readonly #ending = new AbortController()
  #stream: Duplex | undefined
  #waiting = 0

  constructor(endpoint: string, { path, isBare }: LogOrder, { signal, deadlineMs }: CallLimits) {
    this.#endpoint = endpoint
    this.#path = path
    this.#countdown = countDown({ deadlineMs }, (reason) => this.log.blocks.destroy(reason))
    this.#builder = createBlockBuilder((block) => this.#put(block), { isBare })
    this.#answer = createLogAnswer({
      onOpen: () => this.#open(),
      onBytes: this.#builder.add,
      onEnd: () => this.#end(),
    })
    this.#blocks = createLogBlocks({
      signal,
      onTaken: (bytes) => this.#taken(bytes),
      onClose: () => this.#letGo(),
    })
  }

  get log(): OpeningLog {
    return this.#blocks.log
  }

  async start(link: Link): Promise<void> {
    try {
      this.#stream = await dialWithin(link, this.#ending.signal, this.#readInto())
      this.#ask(this.#stream)
    } catch (cause) {
      this.#fail(cause)
    }
  }

  /** Reads into a buffer of ours, where the link can. */
  #readInto() {
    const buffer = new Uint8Array(READ_BYTES)
    const callback = (bytes: number) => {
      this.#take(buffer.subarray(0, bytes))
      return true
    }
    return { buffer, callback }
  }

  #ask(stream: Duplex): void {
    if (this.#ending.signal.aborted) stream.destroy()
    if (stream.errored) return this.#fail(stream.errored)
    if (stream.destroyed) return this.#attempt(this.#answer.end)
    stream.on('error', (cause) => this.#fail(cause))
    stream.once('end', () => this.#attempt(this.#answer.end))
    stream.once('close', () => this.#attempt(this.#answer.end))
    // Silent where the link reads into our buffer.
    stream.on('data', (bytes: Uint8Array) => this.#take(bytes))
    // A proxy must not be mistaken for the address that we connect to.
    stream.write(`GET ${this.#path} HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n`)
  }

  #take(bytes: Uint8Array): void {
    this.#attempt(() => this.#answer.take(bytes))
  }

  #attempt(work: () => void): void {
    if (this.#ending.signal.aborted) return
    try {
      work()
    } catch (cause) {
      this.#fail(cause)
    }
  }

  #open(): void {
    this.#countdown.stopClock()
    this.#blocks.open()
  }

  #put(block: Uint8Array): void {
    this.#waiting += block.byteLength
    if (this.#waiting > WAITING.high) this.#stream?.pause()
    this.#blocks.put(block)
  }

  #taken(bytes: number): void {
    this.#waiting -= bytes
    if (this.#waiting <= WAITING.low) this.#stream?.resume()
  }

  #end(): void {
    this.#builder.flush()
    this.#letGo()
    this.#blocks.end()
  }

  #fail(cause: unknown): void {
    if (this.#ending.signal.aborted) return
    this.#builder.flush()
    this.#letGo()
    this.#blocks.fail(fromSystemError(cause, this.#endpoint))
  }

  #letGo(): void {
    this.#countdown.settle()
    this.#builder.discard()
    this.#ending.abort()
    this.#stream?.destroy()
  }
}
