import type { SpecBind } from '../run-spec.ts'
import { BadValue } from './bad-value.ts'

const DRIVE = /^[A-Za-z]$/
const VOLUME_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]+$/

/** The value of `--volume`: something to be mounted, or the path of a volume without a name. */
export type ParsedVolume =
  | { readonly kind: 'bind'; readonly bind: SpecBind }
  | { readonly kind: 'nameless'; readonly target: string }

export function parseVolume(text: string): ParsedVolume {
  const parts = splitParts(text)
  const [source = '', target, options = ''] = parts
  if (parts.length > 3)
    throw new BadValue(`"${text}" has too many colons: write source:target:options`)
  if (target === undefined) return { kind: 'nameless', target: checkTarget(source) }
  if (source === '') throw new BadValue(`"${text}" does not say what is to be mounted`)
  if (!isHostPath(source) && !VOLUME_NAME.test(source)) {
    throw new BadValue(
      `"${source}" is neither a path of the host nor a name that a volume can have`,
    )
  }
  return {
    kind: 'bind',
    bind: { source, target: checkTarget(target), options: options.split(',').filter(Boolean) },
  }
}

/** Whether the source of a bind is a path, and not the name of a volume. */
export function isHostPath(source: string): boolean {
  return /^[/\\.~$`]|^[A-Za-z]:[/\\]|^%/.test(source)
}

export function bindText({ source, target, options }: SpecBind): string {
  return [source, target, ...(options.length > 0 ? [options.join(',')] : [])].join(':')
}

/** By the colons; that of a Windows drive belongs to its path. */
function splitParts(text: string): readonly string[] {
  const parts: string[] = []
  for (const part of text.split(':')) {
    const before = parts.at(-1)
    if (before !== undefined && DRIVE.test(before) && /^[/\\]/.test(part))
      parts.splice(-1, 1, `${before}:${part}`)
    else parts.push(part)
  }
  return parts
}

function checkTarget(target: string): string {
  if (!/^[/\\]|^[A-Za-z]:[/\\]|^\$/.test(target)) {
    throw new BadValue(`"${target}" is no absolute path in the container`)
  }
  return target
}
