import type { EngineEvent, Resync } from '#shared/contract/activity.ts'
import type { ContainerSummary } from '#shared/contract/containers.ts'
import type { engine, openLogPort } from '../../ipc/client.ts'
import { composePlace, isSamePlace, nameWithin, type ComposePlace } from '#lib/compose-place.ts'
import { findMembers } from './find-members.ts'
import type { LogKeeper } from './log-keeper.ts'
import { mergedPhase, type LogPhase } from './log-phase.ts'
import { isMerged, type LogTarget, type MergedTarget } from './log-target.ts'
import { MemberReading } from './member-reading.ts'
import { OlderReading, type OlderPhase } from './older-reading.ts'

/** The part of the app that a log is read from. */
export interface LogClient {
  readonly open: typeof openLogPort
  readonly events: typeof engine.activity.events
  list(connection: string): Promise<readonly ListedContainer[]>
  isConnected(connection: string): boolean
  /** Calls after each change of the connection. Returns the undo. */
  watchConnection(connection: string, listener: () => void): () => void
}

/** What of a container tells whose successor it is. */
export type ListedContainer = Pick<ContainerSummary, 'id' | 'name' | 'labels'>

/** A container of a merged log, and how its reading stands. */
export interface MemberState {
  readonly name: string
  readonly target: LogTarget
  readonly phase: LogPhase
}

export interface LogListener {
  onPhase(phase: LogPhase): void
  onOlder(phase: OlderPhase): void
  /** The containers of a merged log; their order never changes, and more may come. */
  onMembers?(members: readonly MemberState[]): void
}

/** Has the log of a container read until it is closed, or those of several as one. */
export class LogReading {
  readonly #client: LogClient
  readonly #keeper: LogKeeper
  readonly #listener: LogListener
  readonly #merged: MergedTarget | undefined
  readonly #members: MemberReading[] = []
  readonly #older: OlderReading
  readonly #leave = new Map<string, () => void>()
  readonly #undo: () => void
  /** What happened before it was known whose logs are read. */
  #early: (() => void)[] | undefined
  #lastEnd = 0
  #isClosed = false

  constructor(
    target: LogTarget | MergedTarget,
    client: LogClient,
    keeper: LogKeeper,
    listener: LogListener,
  ) {
    this.#client = client
    this.#keeper = keeper
    this.#listener = listener
    this.#merged = isMerged(target) ? target : undefined
    this.#older = new OlderReading({
      keeper,
      open: (until) => this.#openOlder(until),
      onPhase: (phase) => listener.onOlder(phase),
    })
    this.#undo = keeper.onExtent(() => this.#onExtent())
    if (isMerged(target)) void this.#openMerged(target)
    else {
      this.#watch(target.connection)
      this.#members.push(this.#read(target, 0))
    }
  }

  /** Reads anew what could not be read. */
  read = (): void => {
    if (this.#early) return
    if (this.#merged && this.#members.length === 0) return void this.#openMerged(this.#merged)
    for (const member of this.#members) {
      if (!this.#merged || member.phase.kind === 'failed') member.read()
    }
  }

  /** The newest lines are on screen. */
  noticeShown(): void {
    this.#older.release()
  }

  close(): void {
    this.#isClosed = true
    this.#undo()
    for (const leave of this.#leave.values()) leave()
    for (const member of this.#members) member.close()
    this.#older.close()
  }

  async #openMerged(target: MergedTarget): Promise<void> {
    this.#early = []
    this.#listener.onPhase({ kind: 'opening' })
    const connections = target.project
      ? [target.project.connection]
      : target.containers.map(({ connection }) => connection)
    for (const connection of connections) this.#watch(connection)
    const found = await findMembers(target, (connection) => this.#client.list(connection))
    if (this.#isClosed) return
    if ('error' in found) {
      this.#early = undefined
      this.#listener.onPhase({ kind: 'failed', error: found.error })
      return
    }
    const names = found.members.map(({ target: own }) => this.#nameOf(own))
    this.#keeper.merge(names.map((name) => ({ name, isFirst: true })))
    for (const [member, { target: own, place }] of found.members.entries()) {
      this.#members.push(this.#read(own, member, place))
    }
    this.#tellMembers()
    const early = this.#early
    this.#early = undefined
    for (const happen of early) happen()
  }

  #read(target: LogTarget, member: number, place?: ComposePlace, isNew = false): MemberReading {
    const parts = {
      member,
      client: this.#client,
      keeper: this.#keeper,
      isAwaited: this.#merged !== undefined && !isNew,
      isMerged: this.#merged !== undefined,
      isNew,
      nameOf: (own: LogTarget) => this.#nameOf(own),
      onPhase: (phase: LogPhase) => this.#onPhase(phase),
      onMissing: () => void this.#look(target.connection),
    }
    return new MemberReading(target, parts, place)
  }

  #nameOf({ name }: LogTarget): string {
    return nameWithin(name, this.#merged?.project?.name)
  }

  #onExtent(): void {
    const { end } = this.#keeper.extent
    if (end > this.#lastEnd && !this.#merged) this.#members[0]?.noticeLines()
    this.#lastEnd = end
    this.#older.notice()
  }

  #onPhase(phase: LogPhase): void {
    const phases = this.#members.map((member) => member.phase)
    this.#listener.onPhase(this.#merged ? mergedPhase(phases) : phase)
    if (phase.kind === 'live') {
      this.#older.again()
      this.#older.notice()
    }
    this.#tellMembers()
  }

  #tellMembers(): void {
    if (!this.#merged) return
    const members = this.#members.map(({ target, phase }) => ({
      name: this.#nameOf(target),
      target,
      phase,
    }))
    this.#listener.onMembers?.(members)
  }

  #openOlder(until: string) {
    // Not all engines give the lines of the last moment itself; those after it are left out here.
    const [seconds = '0'] = until.split('.')
    const end = this.#merged ? String(Number(seconds) + 1) : until
    return this.#members.flatMap(({ target: { connection, id }, wasRead }, member) => {
      if (this.#merged && !wasRead) return []
      const wish = { connection, id, tail: 'all', follow: false, timestamps: true } as const
      return [{ member, port: this.#client.open({ ...wish, until: end }) }]
    })
  }

  #watch(connection: string): void {
    if (this.#leave.has(connection)) return
    const onValue = (event: EngineEvent | Resync) =>
      event.kind === 'resync' ? this.#resync(connection) : this.#notice(connection, event)
    const leave = [
      this.#client.events(
        { connection },
        { onValue: (event) => this.#inTurn(() => onValue(event)) },
      ),
      this.#client.watchConnection(connection, () => {
        for (const member of this.#of(connection)) member.connectionChanged()
        const isUnopened = this.#members.length === 0 && !this.#early
        if (isUnopened && this.#client.isConnected(connection)) this.read()
      }),
    ]
    this.#leave.set(connection, () => leave.forEach((undo) => undo()))
  }

  #inTurn(happen: () => void): void {
    if (this.#early) this.#early.push(happen)
    else happen()
  }

  #of(connection: string): readonly MemberReading[] {
    return this.#members.filter(({ target }) => target.connection === connection)
  }

  #notice(connection: string, event: EngineEvent): void {
    if (event.type !== 'container') return
    const own = this.#of(connection).find(({ target }) => target.id === event.id)
    if (own) {
      own.notice(event)
      // Its name may be another one now.
      if (event.action === 'rename') this.#rename()
    } else if (event.action === 'start') {
      const { id, attributes, time } = event
      const name = (attributes['name'] ?? '').replace(/^\//, '')
      this.#meet(connection, { id, name, labels: attributes }, time)
    }
  }

  /** A container that is not known may be the successor of one that is, or new in the project. */
  #meet(connection: string, { id, name, labels }: ListedContainer, at: number): void {
    const place = composePlace(labels)
    const target = { connection, id, name }
    const before = this.#of(connection).find(
      (member) => member.target.name === name || isSamePlace(member.place, place),
    )
    const project = this.#merged?.project
    if (before) {
      before.become(target, place, at)
      this.#rename()
    } else if (project && project.connection === connection && project.name === place?.project) {
      this.#join(target, place, at)
    }
  }

  #join(target: LogTarget, place: ComposePlace, at: number): void {
    const member = this.#members.length
    const names = [...this.#members.map((own) => own.target), target].map((own) =>
      this.#nameOf(own),
    )
    this.#keeper.merge(names.map((name) => ({ name, isFirst: false })))
    this.#members.push(this.#read(target, member, place, true))
    this.#members[member]?.tellJoined(at)
    this.#onPhase({ kind: 'opening' })
  }

  #rename(): void {
    if (!this.#merged) return
    const names = this.#members.map(({ target }) => this.#nameOf(target))
    this.#keeper.merge(names.map((name) => ({ name, isFirst: false })))
    this.#tellMembers()
  }

  #resync(connection: string): void {
    for (const member of this.#of(connection)) member.resync()
    void this.#look(connection)
  }

  /** Looks for what began while no events came. */
  async #look(connection: string): Promise<void> {
    const isWhole = [...this.#of(connection)].every(({ phase }) => phase.kind === 'live')
    if (isWhole && !this.#merged?.project) return
    // Who cannot answer now will tell of a change again once it can.
    const listed = await this.#client.list(connection).catch(() => [])
    if (this.#isClosed) return
    const known = new Set(this.#of(connection).map(({ target }) => target.id))
    const gone = this.#of(connection).filter(
      ({ target }) => !listed.some(({ id }) => id === target.id),
    )
    for (const container of listed) {
      if (known.has(container.id)) continue
      const isNeeded = gone.some(({ target }) => target.name === container.name)
      if (isNeeded || this.#merged?.project) this.#meet(connection, container, Date.now())
    }
  }
}
