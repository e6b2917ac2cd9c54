import { bareId } from '#shared/object-id.ts'
import { engineLine } from './engine-text.ts'

/** Ids of one engine's objects and what people call them, for messages. */
export interface Names {
  remember(id: string, name: string): void
  /** The name, or the id as the CLI shortens it. */
  of(id: string): string
  /** An engine's text with ids replaced by names. */
  inText(text: string): string
}

/** Enough for every object of a busy engine; the oldest are forgotten first. */
const MAX_NAMES = 20_000

/** How the CLI shortens ids, and how engines write them in their messages. */
const SHORT_ID_LENGTH = 12

/** Ids in engine texts: full, or cut to twelve. */
const IDS = /\b(?:sha256:)?[0-9a-f]{64}\b|\b[0-9a-f]{12}\b/g

/** Fed by every list that passes; an object keeps its name here after it is gone. */
export function createNames(): Names {
  const byShortId = new Map<string, string>()
  return {
    remember(id, name) {
      const key = shorten(id)
      byShortId.delete(key)
      byShortId.set(key, name)
      if (byShortId.size <= MAX_NAMES) return
      const [oldest = ''] = byShortId.keys()
      byShortId.delete(oldest)
    },
    of: (id) => byShortId.get(shorten(id)) ?? shorten(id),
    inText: (text) =>
      text.replaceAll(IDS, (id) => {
        const name = byShortId.get(shorten(id))
        return name === undefined ? shorten(id) : `"${engineLine(name)}"`
      }),
  }
}

/** Names and references are no ids, and stay as they are. */
function shorten(id: string): string {
  const bare = bareId(id)
  return /^[0-9a-f]{64}$/.test(bare) ? bare.slice(0, SHORT_ID_LENGTH) : id
}
