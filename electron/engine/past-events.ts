import type { EngineEvent } from '#shared/contract/activity.ts'
import type { Docker } from './docker.ts'
import { toEngineEvent } from './events.ts'
import { readJsonLines } from './ndjson.ts'

/** Events of one container between two moments of the engine's own clock. */
export interface PastWish {
  readonly container: string
  readonly sinceMs: number
  /** One that is yet to come is waited for. */
  readonly untilMs: number
}

const MS_PER_S = 1000

/**
 * What the engine still remembers of it, oldest first: dockerd of the last 256 events of all its
 * objects, Podman of all that its file holds. The stream ends when the caller stops.
 */
export async function* pastEvents(docker: Docker, wish: PastWish): AsyncGenerator<EngineEvent> {
  const stream = await docker.getEvents({
    // Podman takes whole seconds only, and of several kinds of event it finds none.
    since: Math.floor(wish.sinceMs / MS_PER_S),
    until: Math.ceil(wish.untilMs / MS_PER_S),
    filters: { type: ['container'], container: [wish.container] },
  })
  for await (const line of readJsonLines(stream as AsyncIterable<Uint8Array>)) {
    const event = toEngineEvent(line)
    if (event?.type === 'container' && event.id === wish.container) yield event
  }
}
