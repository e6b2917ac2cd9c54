import { formatSize } from '#lib/format-bytes.ts'
import { plural } from '#lib/plural.ts'
import type { DiskReport, UnusedObject } from '#shared/contract/disk.ts'
import { sumOf } from './choice.ts'

/** `at least 1.2 GB`: images share layers, and nobody knows the size of some volumes. */
export function sizeWords(objects: readonly UnusedObject[]): string {
  const { bytes, isWhole } = sumOf(objects)
  return `${isWhole ? '' : 'at least '}${formatSize(bytes)}`
}

/** `42 objects, at least 1.2 GB` */
export function countAndSize(objects: readonly UnusedObject[]): string {
  return `${plural(objects.length, 'object')}, ${sizeWords(objects)}`
}

/** All that takes space on an engine, in bytes. */
export function totalOf({ use }: DiskReport): number {
  return Object.values(use).reduce((sum, { bytes }) => sum + bytes, 0)
}
