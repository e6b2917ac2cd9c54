import type { Task } from '#shared/contract/tasks.ts'

/** How a task has ended, in the words of a notification of the system. */
export function endNotice({ name, state }: Pick<Task, 'name' | 'state'>): {
  readonly title: string
  readonly body: string
} {
  switch (state.kind) {
    case 'done':
      return { title: name, body: 'Done' }
    case 'failed':
      return { title: name, body: state.error.message }
    case 'interrupted':
      return { title: name, body: `Interrupted. ${state.error.message}` }
    case 'cancelled':
      return { title: name, body: 'Cancelled' }
    case 'running':
      return { title: name, body: '' }
    default:
      return state satisfies never
  }
}
