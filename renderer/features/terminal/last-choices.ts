/** What is kept of a choice: neither variables nor command lines, which may hold secrets. */
export interface LastChoice {
  readonly shell?: string
  readonly user?: string
  readonly folder?: string
}

const TERMINALS = 'terminal-choices'
const DEBUG_IMAGE = 'debug-image'

/** Those of images that one has not opened a terminal in for long are forgotten. */
const MAX_IMAGES = 50

/** What the person chose for the last terminal in a container of this image. */
export function lastChoice(image: string): LastChoice {
  return read().find(([name]) => name === image)?.[1] ?? {}
}

/** Kept by the page itself, as it is nobody's setting. */
export function keepChoice(image: string, choice: LastChoice): void {
  const others = read().filter(([name]) => name !== image)
  const all = [[image, choice], ...others].slice(0, MAX_IMAGES)
  localStorage.setItem(TERMINALS, JSON.stringify(all))
}

/** The image that the last debug shell was of. */
export function lastDebugImage(): string | undefined {
  return localStorage.getItem(DEBUG_IMAGE) ?? undefined
}

/** The next debug shell begins with it. */
export function keepDebugImage(image: string): void {
  localStorage.setItem(DEBUG_IMAGE, image)
}

function read(): readonly (readonly [string, LastChoice])[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(TERMINALS) ?? '[]')
    return Array.isArray(kept) ? kept.flatMap(toEntry) : []
  } catch {
    return []
  }
}

function toEntry(entry: unknown): readonly (readonly [string, LastChoice])[] {
  if (!Array.isArray(entry)) return []
  const [image, choice]: readonly unknown[] = entry
  if (typeof image !== 'string' || typeof choice !== 'object' || choice === null) return []
  return [[image, { ...text(choice, 'shell'), ...text(choice, 'user'), ...text(choice, 'folder') }]]
}

function text(choice: object, name: keyof LastChoice): LastChoice {
  const value: unknown = Reflect.get(choice, name)
  return typeof value === 'string' ? { [name]: value } : {}
}
