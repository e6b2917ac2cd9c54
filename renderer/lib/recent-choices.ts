/** Those that were made for what one has not used for long are forgotten. */
const MAX_CHOICES = 50

/** What a person chose for each of the things that were used last. */
export interface RecentChoices<Choice> {
  /** What was chosen for it last. */
  of(name: string): Choice | undefined
  keep(name: string, choice: Choice): void
}

/**
 * Choices that the page keeps by itself, as they are nobody's settings.
 * @param key names them in the page's storage
 * @param parse makes a choice of what was kept: anything may stand there
 */
export function recentChoices<Choice extends object>(
  key: string,
  parse: (kept: object) => Choice,
): RecentChoices<Choice> {
  const read = (): readonly (readonly [string, Choice])[] => {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
      return Array.isArray(kept) ? kept.flatMap(toEntry) : []
    } catch {
      return []
    }
  }
  const toEntry = (entry: unknown): readonly (readonly [string, Choice])[] => {
    if (!Array.isArray(entry)) return []
    const [name, choice]: readonly unknown[] = entry
    if (typeof name !== 'string' || typeof choice !== 'object' || choice === null) return []
    return [[name, parse(choice)]]
  }
  return {
    of: (name) => read().find(([other]) => other === name)?.[1],
    keep(name, choice) {
      const others = read().filter(([other]) => other !== name)
      localStorage.setItem(key, JSON.stringify([[name, choice], ...others].slice(0, MAX_CHOICES)))
    },
  }
}
