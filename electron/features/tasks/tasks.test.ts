import { setImmediate as turn } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import type { Connection } from '#shared/contract/connections.ts'
import type { Task, TaskLines, TaskResult } from '#shared/contract/tasks.ts'
import { EngineError } from '#shared/errors.ts'
import { aCall, createFakeSink } from '../fake-world.ts'
import { taskHandlers } from './handlers.ts'
import type { NewTask, TaskWork } from './running-task.ts'
import { createTasks } from './tasks.ts'

const RESULT: TaskResult = { kind: 'pulled', reference: 'redis:7', id: 'sha256:1' }

/** Engines whose list a test changes. */
function fakeEngines() {
  let listener = () => {}
  let mode: Connection['mode'] = 'full'
  return {
    list: () => [{ id: 'c', name: 'colima', mode } as Connection],
    onList(next: () => void) {
      listener = next
      return () => {}
    },
    makeReadOnly() {
      mode = 'read-only'
      listener()
    },
  }
}

/** Work whose end is in the test's hands. */
function heldWork() {
  const attempts: { work: TaskWork; done: () => void; fail: (cause: unknown) => void }[] = []
  const run: NewTask['run'] = (work) =>
    new Promise((resolve, reject) => {
      work.signal.addEventListener('abort', () => reject(work.signal.reason as Error))
      attempts.push({ work, done: () => resolve(RESULT), fail: reject })
    })
  return { run, attempts, last: () => attempts.at(-1) as (typeof attempts)[number] }
}

const pull = (run: NewTask['run'], more: Partial<NewTask> = {}): NewTask => ({
  connection: 'c',
  kind: 'pull',
  name: 'Pull redis:7',
  effect: 'change',
  run,
  ...more,
})

const lost = () => new EngineError({ code: 'bad-answer', message: 'cut off' })

test('a task tells how far it is, and then what came of it', async () => {
  const tasks = createTasks({ engines: fakeEngines() })
  const { run, last } = heldWork()
  const { ended } = tasks.follow(pull(run))
  last().work.progress({ done: 5, total: 10 })
  expect(tasks.list()).toMatchObject([
    { name: 'Pull redis:7', state: { kind: 'running' }, progress: { done: 5, total: 10 } },
  ])
  last().done()
  expect(await ended).toMatchObject({ state: { kind: 'done', result: RESULT }, canRetry: false })
})

test('a cancelled task is aborted, told of to nobody, and can be retried', async () => {
  const onEnd = vi.fn()
  const tasks = createTasks({ engines: fakeEngines(), onEnd })
  const { run, last } = heldWork()
  const { id, ended } = tasks.follow(pull(run))
  tasks.cancel(id)
  expect(last().work.signal.aborted).toBe(true)
  expect(await ended).toMatchObject({ state: { kind: 'cancelled' }, canRetry: true, isTold: true })
  expect(onEnd).not.toHaveBeenCalled()
})

test('what a cancelled task has left behind its person is told of, and a retry forgets it', async () => {
  const onEnd = vi.fn()
  const tasks = createTasks({ engines: fakeEngines(), onEnd })
  const { run, last } = heldWork()
  const { id, ended } = tasks.follow(pull(run))
  last().work.note('"half" may be incomplete')
  tasks.cancel(id)
  expect(await ended).toMatchObject({ note: '"half" may be incomplete', isTold: false })
  expect(onEnd).toHaveBeenCalledTimes(1)
  tasks.retry(id, () => true)
  expect(tasks.list()[0]?.note).toBeUndefined()
})

test('what was interrupted is done anew by a retry, under the same id', async () => {
  const onEnd = vi.fn()
  const tasks = createTasks({ engines: fakeEngines(), onEnd })
  const { run, attempts, last } = heldWork()
  const { id, ended } = tasks.follow(pull(run))
  last().work.progress({ done: 5 })
  last().fail(lost())
  expect(await ended).toMatchObject({ state: { kind: 'interrupted' }, isTold: false })
  expect(onEnd).toHaveBeenCalledTimes(1)
  tasks.retry(id, () => true)
  expect(tasks.list()).toMatchObject([{ id, state: { kind: 'running' }, progress: { done: 0 } }])
  // The first attempt has no say any more.
  attempts[0]?.work.progress({ done: 9 })
  expect(tasks.list()).toMatchObject([{ progress: { done: 0 } }])
  last().done()
  await expect.poll(() => tasks.list()[0]?.state.kind).toBe('done')
})

test('a retry needs the connection that the task is on, and one that reads may be repeated', async () => {
  const tasks = createTasks({ engines: fakeEngines() })
  const { retry, repeat } = taskHandlers(tasks)
  const { run, last } = heldWork()
  const { id, ended } = tasks.follow(pull(run))
  last().fail(lost())
  await ended
  await expect(retry({ connection: 'another', id }, aCall())).rejects.toThrow('cannot be retried')
  await expect(repeat({ id }, aCall())).rejects.toThrow('cannot be retried')
  const saving = tasks.follow(pull(run, { kind: 'save', effect: 'read' }))
  last().fail(lost())
  await saving.ended
  await repeat({ id: saving.id }, aCall())
  expect(tasks.list().find((task) => task.id === saving.id)?.state.kind).toBe('running')
})

test('what runs, is done or is there once only is not retried', async () => {
  const tasks = createTasks({ engines: fakeEngines() })
  const { run, last } = heldWork()
  const { id, ended } = tasks.follow(pull(run))
  expect(() => tasks.retry(id, () => true)).toThrow('cannot be retried')
  last().done()
  await ended
  expect(() => tasks.retry(id, () => true)).toThrow('cannot be retried')
  const once = tasks.follow(pull(run, { isOnce: true }))
  last().fail(lost())
  expect(await once.ended).toMatchObject({ canRetry: false })
})

test('on a connection that becomes read-only what changes it ends, and what reads goes on', async () => {
  const engines = fakeEngines()
  const tasks = createTasks({ engines })
  const { run } = heldWork()
  const changing = tasks.follow(pull(run))
  tasks.begin(pull(run, { kind: 'save', effect: 'read' }))
  engines.makeReadOnly()
  expect(await changing.ended).toMatchObject({
    state: { kind: 'failed', error: { code: 'read-only', message: /"colima" is read-only now/ } },
  })
  expect(tasks.list().map(({ kind, state }) => [kind, state.kind])).toEqual([
    ['save', 'running'],
    ['pull', 'failed'],
  ])
})

test('of those that have ended the last fifty are kept, and forgotten when a person says so', async () => {
  const tasks = createTasks({ engines: fakeEngines() })
  for (let i = 0; i < 60; i += 1) {
    await tasks.follow(pull(() => Promise.resolve(RESULT), { name: `Pull ${i}` })).ended
  }
  expect(tasks.list()).toHaveLength(50)
  expect(tasks.list()[0]?.name).toBe('Pull 59')
  const running = tasks.begin(pull(heldWork().run))
  tasks.forget(tasks.list().map(({ id }) => id))
  expect(tasks.list()).toMatchObject([{ id: running }])
})

test('the window is told at once and after changes, of many the last, and leaves nothing behind', async () => {
  const tasks = createTasks({ engines: fakeEngines() })
  const { run, last } = heldWork()
  const { id } = tasks.follow(pull(run))
  const { sink, values, closeView } = createFakeSink<readonly Task[]>()
  const log = createFakeSink<TaskLines>()
  const { watch, log: readLog } = taskHandlers(tasks)
  const over = Promise.all([watch({}, sink), readLog({ id }, log.sink)])
  for (let done = 0; done <= 100; done += 1) last().work.progress({ done })
  last().work.log('a: Downloading')
  await expect.poll(() => values.at(-1)?.[0]?.progress.done).toBe(100)
  expect(values.length).toBeLessThan(5)
  await expect.poll(() => log.values.flatMap(({ lines }) => lines)).toEqual(['a: Downloading'])
  closeView()
  log.closeView()
  await over
  last().done()
  await turn()
  expect(values.at(-1)?.[0]?.state.kind).toBe('running')
})

test('at the end of the app all of them end, and nobody is told any more', async () => {
  const onEnd = vi.fn()
  const tasks = createTasks({ engines: fakeEngines(), onEnd })
  const { run } = heldWork()
  tasks.begin(pull(run))
  tasks.begin(pull(run))
  await tasks.close()
  expect(tasks.list().map(({ state }) => state.kind)).toEqual(['cancelled', 'cancelled'])
  expect(onEnd).not.toHaveBeenCalled()
})
