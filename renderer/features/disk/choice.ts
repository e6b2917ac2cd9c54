import type { DiskCategory, DiskReport, UnusedObject } from '#shared/contract/disk.ts'
import { CATEGORIES } from './disk-categories.ts'

/** What a person has chosen to go. */
export interface Choice {
  /** Keys of objects. */
  readonly chosen: ReadonlySet<string>
  /** What is younger than so many milliseconds is not offered. */
  readonly keepNewerMs: Readonly<Partial<Record<DiskCategory, number>>>
}

/** What names an object among all of an engine. */
export function keyOf({ kind, id }: Pick<UnusedObject, 'kind' | 'id'>): string {
  return `${kind} ${id}`
}

/** What is chosen before anybody has chosen: what can be had again without much ado. */
export function firstChoice({ unused }: DiskReport): Choice {
  const first = CATEGORIES.filter(({ isChosenFirst }) => isChosenFirst)
  return { chosen: new Set(first.flatMap(({ id }) => unused[id].map(keyOf))), keepNewerMs: {} }
}

/** What of a category is offered, the largest first. What is of no known age is kept, if any is. */
export function offeredOf(
  { unused }: DiskReport,
  category: DiskCategory,
  { keepNewerMs }: Choice,
  now: number,
): readonly UnusedObject[] {
  const keepMs = keepNewerMs[category] ?? 0
  return unused[category]
    .filter(({ at }) => keepMs === 0 || (at !== undefined && now - at > keepMs))
    .toSorted((a, b) => (b.bytes ?? 0) - (a.bytes ?? 0))
}

/** All that is to go. */
export function chosenOf(report: DiskReport, choice: Choice, now: number): readonly UnusedObject[] {
  return CATEGORIES.flatMap(({ id }) => offeredOf(report, id, choice, now)).filter((object) =>
    choice.chosen.has(keyOf(object)),
  )
}

/** The same choice with these objects chosen, or not. */
export function choose(
  choice: Choice,
  objects: readonly UnusedObject[],
  isChosen: boolean,
): Choice {
  const keys = new Set(objects.map(keyOf))
  const others = [...choice.chosen].filter((key) => !keys.has(key))
  return { ...choice, chosen: new Set(isChosen ? [...others, ...keys] : others) }
}

/** What goes with objects, and whether all of it is known. */
export function sumOf(objects: readonly UnusedObject[]): {
  readonly bytes: number
  readonly isWhole: boolean
} {
  return {
    bytes: objects.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
    isWhole: objects.every(({ kind, bytes }) => bytes !== undefined && kind !== 'image'),
  }
}
