/**
 * Where an entry of an archive lies below the archive's first one: `ssl/certs` of `./etc/ssl/certs/`
 * below `./etc/`. Nothing, where it does not lie there, or would lead back out of it.
 */
export function relativeTo(root: string, path: string): string | undefined {
  const [top, parts] = [partsOf(root), partsOf(path)]
  if (top.some((part, at) => parts[at] !== part)) return undefined
  const below = parts.slice(top.length)
  return below.some((part) => part === '..' || part.includes('\0')) ? undefined : below.join('/')
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.')
}
