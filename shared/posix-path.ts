/** The path of something in a folder. */
export function joinPath(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`
}

/** The folder that it is in; that of `/` is `/`. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')))
}

/** The last part of a path; empty of `/`. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The path as it is meant: absolute, and without `.`, `..` and double slashes. */
export function plainPath(path: string, from = '/'): string {
  const all = path.startsWith('/') ? path : `${from}/${path}`
  const parts: string[] = []
  for (const part of all.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}
