const NAME = /^(?:Dockerfile|Containerfile)(?:\.[^/]+)?$|\.(?:Dockerfile|Containerfile)$/i
const OTHER = /\.(?:dockerignore|containerignore|bak|orig|swp|tmp)$|~$/i

/** Whether people call Dockerfiles so. */
export function isDockerfileName(name: string): boolean {
  return NAME.test(name) && !OTHER.test(name)
}

/** Comments, directives and empty lines, then what a Dockerfile begins with. */
const FIRST_INSTRUCTION = /^\uFEFF?(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*(?:FROM|ARG)[ \t]+\S/i

/** Whether a file that is called otherwise is one, by its beginning. */
export function looksLikeDockerfile(start: Uint8Array): boolean {
  return !start.includes(0) && FIRST_INSTRUCTION.test(new TextDecoder().decode(start))
}

/** What docker build takes by itself. */
const USUAL = ['Dockerfile', 'dockerfile', 'Containerfile']

/** The one that docker build would take, then those at the top, then by their names. */
export function theBestFirst(paths: readonly string[]): readonly string[] {
  const rank = (path: string) => {
    const usual = USUAL.indexOf(path)
    return usual === -1 ? USUAL.length + path.split('/').length : usual
  }
  return paths.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}
