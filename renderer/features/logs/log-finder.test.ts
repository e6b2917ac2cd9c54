import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FindCommand, FindReport } from '../../workers/log/find-protocol.ts'
import { LogFinder, type FindState, type SearchHost } from './log-finder.ts'
import { logHostHere } from './log-host-here.fixture.ts'
import { LogKeeper } from './log-keeper.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const query = (text: string) => ({ text, isRegExp: true, matchCase: false, wholeWord: false })

/** A worker that was opened, and what it was told. */
interface Opened {
  readonly host: SearchHost
  readonly commands: FindCommand[]
  ended: boolean
}

/** A finder whose workers say what the test lets them say. */
function start() {
  const hosts: Opened[] = []
  const states: (FindState | undefined)[] = []
  const finder = new LogFinder({
    keeper: new LogKeeper(logHostHere()),
    openHost() {
      const opened: Opened = {
        commands: [],
        ended: false,
        host: {
          onmessage: null,
          postMessage: (command: FindCommand) => void opened.commands.push(command),
          terminate: () => (opened.ended = true),
        },
      }
      hosts.push(opened)
      return opened.host
    },
    onChange: (state) => states.push(state),
  })
  const searchOf = () => {
    const command = hosts.at(-1)?.commands.findLast(({ kind }) => kind === 'find')
    return command?.kind === 'find' ? command.search : 0
  }
  const report = (data: FindReport) =>
    hosts.at(-1)?.host.onmessage?.({ data } as MessageEvent<FindReport>)
  return {
    finder,
    hosts,
    state: () => states.at(-1),
    searchOf,
    report,
    found: (from: number, ...lines: readonly number[]) =>
      report({
        kind: 'found',
        search: searchOf(),
        from,
        count: 100,
        lines: Int32Array.from(lines),
      }),
    done: () => report({ kind: 'done', search: searchOf() }),
  }
}

test('matches come one after another, are counted, and are gone through around the ends', () => {
  const { finder, found, done, state } = start()
  finder.find(query('x'), 0)
  found(0, 3, 3)
  expect(state()).toMatchObject({ total: 2, isDone: false })
  found(100, 105)
  done()
  expect(state()).toMatchObject({ total: 3, isDone: true })
  const steps = [1, 1, 1, 1, -1].map((by) => finder.step(by as 1 | -1, 4))
  expect(steps.map((match) => match && [match.line, match.nth])).toEqual([
    [105, 0],
    [3, 0],
    [3, 1],
    [105, 0],
    [3, 1],
  ])
})

test('what an older query has found is not told of a newer one', () => {
  const { finder, report, searchOf, state } = start()
  finder.find(query('x'), 0)
  const old = searchOf()
  finder.find(query('y'), 0)
  report({ kind: 'found', search: old, from: 0, count: 1, lines: Int32Array.of(0) })
  expect(state()?.total).toBe(0)
})

test('an expression that never ends is stopped, and says so', () => {
  const { finder, hosts, state } = start()
  finder.find(query('(a+)+$'), 0)
  vi.advanceTimersByTime(3000)
  expect(hosts[0]?.ended).toBe(true)
  expect(state()?.fault).toContain('takes too long')
  finder.find(query('b'), 0)
  expect(hosts).toHaveLength(2)
  expect(state()?.fault).toBeUndefined()
})

test('one that is corrected while it runs is not waited for', () => {
  const { finder, hosts, state, done } = start()
  finder.find(query('(a+)+$'), 0)
  vi.advanceTimersByTime(1000)
  finder.find(query('b'), 0)
  expect([hosts[0]?.ended, hosts.length]).toEqual([true, 2])
  done()
  vi.advanceTimersByTime(10_000)
  expect(state()).toMatchObject({ isDone: true, fault: undefined })
})

test('one that was corrected at once does not condemn the next', () => {
  const { finder, hosts, state, done } = start()
  finder.find(query('(a+)+$'), 0)
  vi.advanceTimersByTime(100)
  finder.find(query('b'), 0)
  expect(hosts).toHaveLength(1)
  vi.advanceTimersByTime(3000)
  expect([hosts[0]?.ended, hosts.length, state()?.fault]).toEqual([true, 2, undefined])
  expect(hosts[1]?.commands.at(-1)).toMatchObject({ kind: 'find', query: query('b') })
  done()
  expect(state()?.isDone).toBe(true)
})

test('one that is cleared while it runs leaves no worker at work', () => {
  const { finder, hosts } = start()
  finder.find(query('(a+)+$'), 0)
  vi.advanceTimersByTime(1000)
  finder.find(query(''), 0)
  expect(hosts[0]?.ended).toBe(true)
})

test('a search that goes on is given as long as it takes', () => {
  const { finder, found, state, hosts } = start()
  finder.find(query('x'), 0)
  for (let run = 0; run < 10; run++) {
    vi.advanceTimersByTime(2000)
    found(run * 100)
  }
  expect([hosts[0]?.ended, state()?.fault]).toEqual([false, undefined])
})
