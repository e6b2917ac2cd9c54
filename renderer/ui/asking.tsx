import { useSyncExternalStore, type ReactNode } from 'react'

/** Draws the question; `answer` closes it. */
type Question<Answer> = (answer: (value: Answer) => void) => ReactNode

interface Asked {
  readonly id: number
  readonly node: ReactNode
}

let asked: readonly Asked[] = []
let lastId = 0
const listeners = new Set<() => void>()

/** Puts a question over the window and waits for its answer: the root of every dialog by call. */
export function ask<Answer>(question: Question<Answer>): Promise<Answer> {
  return new Promise((resolve) => {
    const id = (lastId += 1)
    const node = question((value) => {
      set(asked.filter((other) => other.id !== id))
      resolve(value)
    })
    set([...asked, { id, node }])
  })
}

/** Where the questions appear. Once, at the root of the app. */
export function AskingHost() {
  const all = useSyncExternalStore(subscribe, () => asked)
  return all.map(({ id, node }) => <div key={id}>{node}</div>)
}

function set(next: readonly Asked[]): void {
  asked = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
