import type { StatsNews } from '#shared/contract/stats.ts'
import type { EngineError } from '#shared/errors.ts'
import { createHistory, type StatsHistory } from '#shared/stats-history.ts'
import type { engine } from '../../ipc/client.ts'

/** A container whose figures are shown. */
export interface StatsMember {
  readonly connection: string
  readonly id: string
  readonly name: string
  /** A paused one uses nothing that could be seen, and is not sampled. */
  readonly isRunning: boolean
}

/** Milliseconds until a feed that broke off, while its container runs, is opened again. */
const RETRY_MS = 3000

type Source = Pick<typeof engine.stats, 'follow' | 'recall'>

/** The histories of the containers that a view shows, which go on while it is seen. */
export interface Follower {
  /** Opens what is new among them, and closes what is not there any more. */
  follow(members: readonly StatsMember[]): void
  historyOf(member: StatsMember): StatsHistory | undefined
  errorOf(member: StatsMember): EngineError | undefined
  close(): void
}

interface Followed {
  readonly member: StatsMember
  history: StatsHistory | undefined
  error: EngineError | undefined
  close: () => void
}

/** What tells containers of several engines apart. */
export function memberKey({ connection, id }: Pick<StatsMember, 'connection' | 'id'>): string {
  return `${connection} ${id}`
}

/** Follows nothing yet. `onChange` is told of what is worth to be drawn at once. */
export function createFollower(source: Source, onChange: () => void): Follower {
  const all = new Map<string, Followed>()

  function open(member: StatsMember, before: Followed | undefined): Followed {
    const one: Followed = { member, history: before?.history, error: undefined, close: () => {} }
    if (member.isRunning) run(one)
    else recall(one)
    return one
  }

  /** Main sends the whole history first: what came while nobody looked is in it. */
  function run(one: Followed) {
    const { connection, id } = one.member
    const stop = source.follow(
      { connection, id },
      {
        onValue(news) {
          take(one, news)
          if (news.kind === 'history') onChange()
        },
        onEnd(error) {
          one.error = error
          onChange()
          const timer = setTimeout(run, RETRY_MS, one)
          one.close = () => clearTimeout(timer)
        },
      },
    )
    one.close = stop
  }

  function recall(one: Followed) {
    if (one.history) return
    const { connection, id } = one.member
    const taking = new AbortController()
    one.close = () => taking.abort()
    source.recall({ connection, id }, { signal: taking.signal }).then(
      (saved) => {
        one.history ??= createHistory(saved)
        onChange()
      },
      () => {},
    )
  }

  return {
    follow(members) {
      const wanted = new Map(members.map((member) => [memberKey(member), member]))
      for (const [key, one] of all) {
        if (wanted.get(key)?.isRunning === one.member.isRunning) continue
        one.close()
        if (!wanted.has(key)) all.delete(key)
      }
      for (const [key, member] of wanted) {
        const before = all.get(key)
        if (before?.member.isRunning !== member.isRunning) all.set(key, open(member, before))
      }
    },
    historyOf: (member) => all.get(memberKey(member))?.history,
    errorOf: (member) => all.get(memberKey(member))?.error,
    close() {
      for (const one of all.values()) one.close()
      all.clear()
    },
  }
}

function take(one: Followed, news: StatsNews) {
  if (news.kind === 'history') one.history = createHistory(news.history)
  else {
    one.error = undefined
    one.history?.add(news.sample)
  }
}
