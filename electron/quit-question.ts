import type { Task } from '#shared/contract/tasks.ts'

/** More names would make the question a page. */
const MAX_NAMES = 3

/** What a person is asked who would end these tasks with the app. */
export function quitQuestion(running: readonly Pick<Task, 'name'>[]): {
  readonly message: string
  readonly detail: string
} {
  const count = running.length
  const names = running.slice(0, MAX_NAMES).map(({ name }) => name)
  const more = count > MAX_NAMES ? [`and ${count - MAX_NAMES} more`] : []
  const are = count === 1 ? '1 task is' : `${count} tasks are`
  return {
    message: `${are} still running: ${[...names, ...more].join(', ')}`,
    detail: `${count === 1 ? 'It ends' : 'They end'} with the app, on the engine as well.`,
  }
}
