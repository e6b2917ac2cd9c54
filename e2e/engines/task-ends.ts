import type { Task, TaskResult } from '#shared/contract/tasks.ts'
import { EngineError } from '#shared/errors.ts'
import type { Peer } from './peer.ts'
import { expect } from './test.ts'

/** A task of a peer, as the window would see it. */
export function taskOf({ tasks }: Peer, id: string): Task {
  const task = tasks.list().find((one) => one.id === id)
  if (!task) throw new Error(`The task ${id} is not listed`)
  return task
}

/** The same once it has ended, whichever way. */
export async function endOf(peer: Peer, id: string): Promise<Task> {
  await expect.poll(() => taskOf(peer, id).state.kind).not.toBe('running')
  return taskOf(peer, id)
}

/** What came of it; fails as it has failed. */
export async function resultOf(peer: Peer, id: string): Promise<TaskResult> {
  const { state } = await endOf(peer, id)
  if (state.kind === 'done') return state.result
  if ('error' in state) throw new EngineError(state.error)
  throw new Error(`It was ${state.kind}`)
}
