import { FLAGS } from '../flags/flags.ts'
import type { Flag } from '../flags/flag.ts'
import type { RunSpec } from '../run-spec.ts'

/** The words of a command that belong together: a flag and its value. */
export type Piece = readonly string[]

/** People know these by their letter. */
const BY_LETTER = new Set(['env', 'publish', 'volume'])
const TOGETHER = new Set(['detach', 'interactive', 'tty'])

/** The flags that say a spec, its image, and the words for its program. */
export function runPieces(spec: RunSpec): readonly Piece[] {
  const letters = FLAGS.filter(({ name, write }) => TOGETHER.has(name) && write(spec).length > 0)
  const bundle = letters.map(({ short = '' }) => short).join('')
  const flags = FLAGS.filter(({ name }) => !TOGETHER.has(name))
  const { image, entrypoint = [], cmd } = spec
  return [
    ...(bundle === '' ? [] : [[`-${bundle}`]]),
    ...flags.flatMap((flag) => flag.write(spec).map((value) => pieceOf(flag, value))),
    // An engine may lie about the name of an image: it must not be taken for a flag.
    [...(image.startsWith('-') ? ['--'] : []), image, ...entrypoint.slice(1), ...cmd],
  ]
}

function pieceOf(flag: Flag, value: string): Piece {
  const { name, short = '', isSwitch = false } = flag
  if (isSwitch) return [value === 'true' ? `--${name}` : `--${name}=${value}`]
  return [BY_LETTER.has(name) ? `-${short}` : `--${name}`, value]
}
