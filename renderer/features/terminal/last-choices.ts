import { recentChoices } from '#lib/recent-choices.ts'

/** What is kept of a choice: neither variables nor command lines, which may hold secrets. */
export interface LastChoice {
  readonly shell?: string
  readonly user?: string
  readonly folder?: string
}

const DEBUG_IMAGE = 'debug-image'

const terminals = recentChoices<LastChoice>('terminal-choices', (kept) => ({
  ...text(kept, 'shell'),
  ...text(kept, 'user'),
  ...text(kept, 'folder'),
}))

/** What the person chose for the last terminal in a container of this image. */
export function lastChoice(image: string): LastChoice {
  return terminals.of(image) ?? {}
}

/** Begins the next choice for this image with that one. */
export function keepChoice(image: string, choice: LastChoice): void {
  terminals.keep(image, choice)
}

/** The image that the last debug shell was of. */
export function lastDebugImage(): string | undefined {
  return localStorage.getItem(DEBUG_IMAGE) ?? undefined
}

/** The next debug shell begins with it. */
export function keepDebugImage(image: string): void {
  localStorage.setItem(DEBUG_IMAGE, image)
}

function text(choice: object, name: keyof LastChoice): LastChoice {
  const value: unknown = Reflect.get(choice, name)
  return typeof value === 'string' ? { [name]: value } : {}
}
