import { formatSize } from '#lib/format-bytes.ts'
import { formatAgo } from '#lib/format-ago.ts'
import { plural } from '#lib/plural.ts'
import type { UnusedObject } from '#shared/contract/disk.ts'
import type { ConfirmOptions } from '#ui/confirm.tsx'
import { sizeWords } from './words.ts'

const NOUNS: Readonly<Record<UnusedObject['kind'], readonly [one: string, many: string]>> = {
  container: ['container', 'containers'],
  image: ['image', 'images'],
  network: ['network', 'networks'],
  volume: ['volume', 'volumes'],
  'build-cache': ['entry of the build cache', 'entries of the build cache'],
}

/** Lists all that would go. Of volumes the name, or their number, must be typed: data has no copy. */
export function cleanUpQuestion(objects: readonly UnusedObject[]): ConfirmOptions {
  const volumes = objects.filter(({ kind }) => kind === 'volume')
  const [only] = volumes
  const what = plural(objects.length, 'object')
  const counted = Object.entries(NOUNS).flatMap(([noun, words]) => {
    const count = objects.filter(({ kind }) => kind === noun).length
    return count === 0 ? [] : [plural(count, ...words)]
  })
  const lost =
    volumes.length === 0
      ? ''
      : ` The data in ${plural(volumes.length, 'volume')} is gone for good. There is no copy.`
  return {
    tier: volumes.length === 0 ? 2 : 3,
    question: `Remove ${what}?`,
    objects: objects.map((object) => ({ name: object.name, detail: detailOf(object) })),
    verb: `Remove ${what}`,
    consequence: `${listOf(counted)}, ${sizeWords(objects)}.${lost}`,
    ...(only && { typeToConfirm: volumes.length === 1 ? only.name : String(volumes.length) }),
  }
}

function detailOf({ kind, why, bytes, at }: UnusedObject): string {
  const size = bytes === undefined ? 'size unknown' : formatSize(bytes)
  const age =
    at === undefined ? [] : [`${kind === 'build-cache' ? 'used' : 'made'} ${formatAgo(at)}`]
  return [NOUNS[kind][0], size, ...age, why].join(' · ')
}

function listOf(words: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(words)
}
