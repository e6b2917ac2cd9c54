import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LogCommand, LogReport } from '../../workers/log/protocol.ts'
import { fakePort } from './log-host-here.fixture.ts'
import { LogKeeper, type LogHost } from './log-keeper.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A keeper whose worker says what the test lets it say. */
function start() {
  const commands: LogCommand[] = []
  const host: LogHost = {
    onmessage: null,
    onerror: null,
    postMessage: (command) => void commands.push(command),
    terminate: vi.fn<() => void>(),
  }
  const keeper = new LogKeeper(host)
  return {
    keeper,
    host,
    commands,
    report: (data: LogReport) => host.onmessage?.({ data } as MessageEvent<LogReport>),
    break: (message: string) => host.onerror?.({ message } as ErrorEvent),
  }
}

const SPAN = {
  from: { line: 0, column: 0 },
  to: { line: 1, column: 0 },
  stamps: 'off',
  most: 9,
} as const

test('a worker that breaks answers nobody, and all are told', async () => {
  const { keeper, ...worker } = start()
  const { ended } = keeper.read({ port: fakePort().port, onBegan() {} })
  const text = keeper.text(SPAN)
  worker.break('out of memory')
  const told = { message: 'The log could not be kept', engineMessage: 'out of memory' }
  await expect(ended).rejects.toMatchObject(told)
  await expect(text).rejects.toMatchObject(told)
})

test('a question that cannot be answered is refused alone', async () => {
  const { keeper, report, commands } = start()
  const first = keeper.text(SPAN)
  const second = keeper.text(SPAN)
  const [one, two] = commands.map((command) => ('question' in command ? command.question : 0))
  report({ kind: 'unanswered', question: one ?? 0, error: { code: 'bad-answer', message: 'No' } })
  report({ kind: 'answer', question: two ?? 0, answer: { text: 'abc', isCut: false } })
  await expect(first).rejects.toMatchObject({ message: 'No' })
  expect(await second).toEqual({ text: 'abc', isCut: false })
})

test('it ends its worker when that has closed its ports, or at the latest after a second', () => {
  const kind = start()
  kind.keeper.close()
  expect(kind.host.terminate).not.toHaveBeenCalled()
  kind.report({ kind: 'closed' })
  expect(kind.host.terminate).toHaveBeenCalledTimes(1)
  const stuck = start()
  stuck.keeper.close()
  vi.advanceTimersByTime(1000)
  expect(stuck.host.terminate).toHaveBeenCalledTimes(1)
})
