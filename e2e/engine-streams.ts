import type { PrivateEngine } from '../scripts/engine/private-engine.mjs'

/** How many log streams the engine serves right now, by the stacks of its own goroutines. */
export function logStreams(engine: PrivateEngine): Promise<number> {
  return countStacks(engine, /getContainersLogs/)
}

/** How many hijacked exec sessions the engine serves right now. */
export function execSessions(engine: PrivateEngine): Promise<number> {
  return countStacks(engine, /postContainerExecStart/)
}

/** How many event streams the engine serves right now. */
export function eventStreams(engine: PrivateEngine): Promise<number> {
  return countStacks(engine, /getEvents/)
}

/** How many stats streams the engine serves right now. */
export function statsStreams(engine: PrivateEngine): Promise<number> {
  return countStacks(engine, /getContainersStats/)
}

/** How many connections of builds the engine asks its clients on right now. */
export function buildSessions(engine: PrivateEngine): Promise<number> {
  return countStacks(engine, /sessionRouter\)\.startSession/)
}

async function countStacks(engine: PrivateEngine, pattern: RegExp): Promise<number> {
  const stacks = (await engine.goroutines()).split('\n\n')
  return stacks.filter((stack) => pattern.test(stack)).length
}
