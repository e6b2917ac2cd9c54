import type { Task } from '#shared/contract/tasks.ts'

/** How a task has ended, in the words of a notification of the system. */
export function endNotice({ name, state, note }: Pick<Task, 'name' | 'state' | 'note'>): {
  readonly title: string
  readonly body: string
} {
  return { title: name, body: [bodyOf(state), note].filter(Boolean).join('. ') }
}

function bodyOf(state: Task['state']): string {
  switch (state.kind) {
    case 'done':
      return 'Done'
    case 'failed':
      return state.error.message
    case 'interrupted':
      return `Interrupted. ${state.error.message}`
    case 'cancelled':
      return 'Cancelled'
    case 'running':
      return ''
    default:
      return state satisfies never
  }
}
