import type { EngineEvent, Resync } from '#shared/contract/activity.ts'
import type { ConnectionState } from '#shared/contract/connections.ts'
import { asEngineError, type EngineError } from '#shared/errors.ts'
import type { Address } from './address.ts'
import { createBackoff } from './backoff.ts'
import { createChannel } from './channel.ts'
import { createPause } from './pause.ts'
import type { Probe } from './probe.ts'
import { watchSocket } from './socket-watch.ts'

/** A dying engine shows within 2 s. */
const HEARTBEAT_MS = 2000

/** After an event stream ended on an engine that is well; doubled for each that was short. */
const REOPEN_MS = 1000

/** Each reopening reads all lists: where streams never last, that must stay seldom. */
const LONGEST_REOPEN_MS = 30_000

/** A stream that lived so long works; what ended it was of the moment. */
const LASTING_STREAM_MS = 10_000

/** The clock jumped by so much: the machine slept, and events were missed. */
const CLOCK_JUMP_MS = 30_000

/** Watches one engine: says how it is, what happens on it, and when something was missed. */
export class Supervisor {
  readonly #probe: Probe
  readonly #address: Address
  readonly #closing = new AbortController()
  readonly #backoff = createBackoff()
  /** Waits between heartbeats, or between attempts: there is never more than one of the two. */
  readonly #pause = createPause()
  readonly #states = createChannel<ConnectionState>()
  readonly #events = createChannel<EngineEvent | Resync>()
  readonly #losses = createChannel<EngineError>()
  #state: ConnectionState = { kind: 'connecting', since: Date.now() }
  #wasConnected = false
  #started = false

  constructor(probe: Probe, address: Address) {
    this.#probe = probe
    this.#address = address
  }

  get state(): ConnectionState {
    return this.#state
  }

  /** Every change of the state. */
  onState = this.#states.subscribe
  /** Every event, and a `resync` whenever some may have been missed. */
  onEvent = this.#events.subscribe
  /** Each time the engine went away or stopped answering after it had been connected. */
  onLoss = this.#losses.subscribe

  /** Asks the engine now instead of at the next beat, or attempt where the cap has room for one. */
  retry = (): void => {
    if (this.#state.kind === 'connected' || this.#backoff.hasRoom(performance.now())) {
      this.#pause.end()
    }
  }

  /** Does nothing the second time. */
  start(): void {
    if (this.#started) return
    this.#started = true
    const unwatch = watchSocket(this.#address, () => this.#onSocketChange())
    this.#closing.signal.addEventListener('abort', unwatch)
    void this.#run()
  }

  close(): void {
    this.#closing.abort()
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing
    while (!signal.aborted) {
      try {
        await this.#connect(signal)
        await this.#stayConnected(signal)
      } catch (cause) {
        if (!signal.aborted) this.#lose(asEngineError(cause))
      }
      await this.#pause.wait(this.#backoff.next(performance.now()), signal)
    }
  }

  async #connect(signal: AbortSignal): Promise<void> {
    this.#backoff.attempted(performance.now())
    await this.#probe.greet(signal)
    const engine = await this.#probe.facts(signal)
    this.#backoff.reset()
    this.#wasConnected = true
    this.#become({ kind: 'connected', since: Date.now(), engine })
  }

  /** Throws when the engine is gone. */
  async #stayConnected(closing: AbortSignal): Promise<void> {
    const ending = new AbortController()
    const end = () => ending.abort()
    closing.addEventListener('abort', end)
    void this.#followUntold(ending.signal)
    try {
      await Promise.race([this.#beat(ending.signal), this.#follow(ending.signal)])
    } finally {
      closing.removeEventListener('abort', end)
      ending.abort()
    }
  }

  async #beat(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const before = Date.now()
      await this.#pause.wait(HEARTBEAT_MS, signal)
      if (signal.aborted) return
      // One lost answer is no death: the second ping decides.
      await this.#probe.ping(signal).catch(() => this.#probe.ping(signal))
      if (Date.now() - before > HEARTBEAT_MS + CLOCK_JUMP_MS) this.#events.emit({ kind: 'resync' })
    }
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const reopening = createPause()
    let waitMs = REOPEN_MS
    while (!signal.aborted) {
      const opened = performance.now()
      try {
        const events = await this.#probe.events(signal)
        this.#events.emit({ kind: 'resync' })
        for await (const event of events) this.#events.emit(event)
      } catch {
        // Whether the engine is gone or only this stream, the heartbeat finds out at once.
      }
      if (signal.aborted) return
      this.#pause.end()
      if (performance.now() - opened >= LASTING_STREAM_MS) waitMs = REOPEN_MS
      await reopening.wait(waitMs, signal)
      waitMs = Math.min(waitMs * 2, LONGEST_REOPEN_MS)
    }
  }

  async #followUntold(signal: AbortSignal): Promise<void> {
    try {
      for await (const event of this.#probe.untold(signal)) this.#events.emit(event)
    } catch {
      // The engine is gone, or going: the heartbeat finds out.
    }
  }

  #onSocketChange(): void {
    // A socket that has just come: begin again with the short waits, still under the cap.
    if (this.#state.kind !== 'connected') this.#backoff.reset()
    this.retry()
  }

  #lose(error: EngineError): void {
    const wasUp = this.#state.kind === 'connected'
    const kind =
      error.code === 'timeout'
        ? 'not-responding'
        : this.#wasConnected
          ? 'reconnecting'
          : 'disconnected'
    this.#become({ kind, since: Date.now(), error: error.toShape() })
    if (wasUp) this.#losses.emit(error)
  }

  /** The same news twice is told once, and keeps the time since when it holds. */
  #become(next: ConnectionState): void {
    const now = this.#state
    if (now.kind === next.kind && messageOf(now) === messageOf(next)) return
    this.#state = now.kind === next.kind ? { ...next, since: now.since } : next
    this.#states.emit(this.#state)
  }
}

function messageOf(state: ConnectionState): string | undefined {
  return 'error' in state ? state.error.message : undefined
}
