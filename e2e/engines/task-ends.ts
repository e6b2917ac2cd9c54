import type { Task } from '#shared/contract/tasks.ts'
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
