/** Files that ignore files leave out, or do not: contents say nothing. */
export const FILES: readonly string[] = [
  'Dockerfile',
  'README.md',
  'README-secret.md',
  '.env',
  '.git/HEAD',
  'foo',
  'foobar',
  'xfoo',
  'a/e.md',
  'a/b/c.txt',
  'a/b/d.md',
  'a/b/foo',
  'docs/Dockerfile',
  'docs/x/y.md',
  'node_modules/p/index.js',
  'node_modules/p/keep/me',
  'src/main.go',
  'src/lib/util.go',
  'src/lib/util_test.go',
  'sp ace/f',
  'ü/ö',
  '[x]/f',
  'temp1',
  'temp2',
  'tempa',
]

/** What people write into ignore files, and what they had better not. */
const LINES: readonly string[] = [
  '*',
  '**',
  'a',
  'a/',
  '/a',
  './a/b',
  'a/../docs',
  '../outside',
  '/',
  '.',
  'a/*',
  'a/**',
  'a/b',
  'a//b/foo',
  '*/*',
  '*/foo',
  '**/foo',
  '**/foo*',
  '**/b/**',
  '**/*.md',
  '*.md',
  '*/*.md',
  'README*.md',
  'README-secret.md',
  'a/**/foo',
  'temp?',
  'temp[0-9]',
  'temp[^0-9]',
  '\\[x\\]',
  '[[]x]/f',
  '# foo',
  ' #foo',
  '  foo  ',
  'sp ace',
  'ü/*',
  'node_modules',
  '**/node_modules',
  'node_modules/p/keep',
  '.git',
  '.*',
  'Dockerfile',
  '**/Dockerfile',
  '.dockerignore',
  'docs',
  'docs/x/y.md',
  'src/lib',
  'src/**/*_test.go',
  '**/*.go',
  'src/*.go',
  '',
]

/** Docker 20.10 excepts all that is in `a` by the last line; its clients since then, and we, `a` itself. */
const DECIDED_ANEW = '!node_modules/p/keep\na/*\n!/a\n'

/** The same ones each time, as if by chance. */
export function ignoreFiles(count: number): readonly string[] {
  let state = 7
  const below = (limit: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % limit
  }
  const made = Array.from({ length: count }, () => {
    const lines = Array.from({ length: 1 + below(5) }, () => {
      const line = LINES[below(LINES.length)] ?? ''
      return line !== '' && below(5) < 2 ? `!${line}` : line
    })
    return `${below(9) === 0 ? '\uFEFF' : ''}${lines.join(below(4) === 0 ? '\r\n' : '\n')}\n`
  })
  return made.filter((text) => text !== DECIDED_ANEW)
}
