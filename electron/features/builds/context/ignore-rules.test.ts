import { expect, test } from 'vitest'
import type { BuilderKind } from '#shared/contract/builds.ts'
import { patternsIn, toPattern } from './ignore-pattern.ts'
import { createIgnoreRules, type Verdict } from './ignore-rules.ts'

test('an ignore file is read as engines read it', () => {
  const text = '\uFEFF# comment\n\n  /a/  \r\n #b\n! ./c/../d\nx//y\n/\n..\n'
  expect(patternsIn(text)).toEqual(['a', '#b', '!d', 'x/y', '..'])
  expect(patternsIn('a\\b\\*', true)).toEqual(['a/b/*'])
})

test.each([
  ['a', ['a'], ['b', 'aa', 'b/a']],
  ['*', ['a', '.a'], ['a/b']],
  ['*.md', ['a.md', '.md'], ['a/b.md', 'amd']],
  ['a?', ['ab', 'aü', 'a𝄞'], ['a', 'a/', 'abc']],
  ['**', ['a', 'a/b/c'], []],
  ['**/a', ['a', 'b/a', 'b/c/a'], ['ba', 'a/b']],
  ['**a', ['a', 'ba', 'b/ca'], ['a/b']],
  ['**a*', ['a', 'b/ac'], ['ba']],
  ['a/**', ['a/b', 'a/b/c'], ['a', 'ab']],
  ['a**', ['a', 'ab', 'a/b/c'], ['b']],
  ['a/**/b', ['a/b', 'a/c/b', 'a/c/d/b'], ['a/cb', 'ab']],
  ['*/a*/*', ['x/ab/c'], ['ab/c', 'x/y/ab/c']],
  ['[a-c]x', ['ax', 'cx'], ['dx', '-x']],
  ['[^a]x', ['bx'], ['ax']],
  ['[\\]]', [']'], ['[']],
  ['\\*', ['*'], ['a']],
  ['a.b+(c){d}$', ['a.b+(c){d}$'], ['aXb']],
  ['a.*', ['a.b'], ['aXb']],
  ['a-b*', ['a-b', 'a-bc'], ['ab']],
  ['*a*a', ['aa', 'bacxa'], ['a', 'a/a']],
])('%s', (pattern, met, unmet) => {
  const { meets } = toPattern(pattern)
  for (const path of met) expect([path, meets(path)]).toEqual([path, true])
  for (const path of unmet) expect([path, meets(path)]).toEqual([path, false])
})

test.each(['!', '[', '[a', '[]a]', '[-a]', 'a\\', '[a-]', '[z-a]'])(
  '%j is said to be no pattern',
  (line) => {
    expect(() => toPattern(line)).toThrow('is no pattern')
  },
)

test('no pattern of a stranger takes long', () => {
  const name = 'a'.repeat(255)
  const hostile = ['*a'.repeat(100), '**/a**'.repeat(40), '*?'.repeat(100), '***/'.repeat(20)]
  const start = performance.now()
  for (const pattern of hostile) expect(toPattern(`${pattern}b`).meets(name)).toBe(false)
  for (const pattern of hostile) toPattern(`${pattern}*`).meets(`${name}/`.repeat(16))
  expect(performance.now() - start).toBeLessThan(2000)
})

/** Asks as a walk does: folder by folder. */
function isIgnored(lines: readonly string[], path: string, builder: BuilderKind = 'buildkit') {
  const rules = createIgnoreRules(lines, builder)
  const names = path.split('/')
  let verdict: Verdict | undefined
  for (const [at] of names.entries()) {
    if (verdict?.isIgnored === true && !rules.mayHoldExceptions(names.slice(0, at).join('/'))) break
    verdict = rules.judge(names.slice(0, at + 1).join('/'), verdict)
  }
  return verdict?.isIgnored
}

test('the last that meets a path or a folder above it decides', () => {
  expect(isIgnored(['a'], 'a/b/c')).toBe(true)
  expect(isIgnored(['a', '!a/b'], 'a/b/c')).toBe(false)
  expect(isIgnored(['a', '!a/b'], 'a/d')).toBe(true)
  expect(isIgnored(['!a/b', 'a'], 'a/b/c')).toBe(true)
  expect(isIgnored(['*.md', '!README*.md', 'README-secret.md'], 'README-secret.md')).toBe(true)
  expect(isIgnored(['*.md', '!README*.md'], 'README-1.md')).toBe(false)
})

test('a folder that is excepted is so as a whole, where it was ignored itself', () => {
  expect(isIgnored(['*/*', '!*'], 'a/b')).toBe(true)
  expect(isIgnored(['a/*', '!a'], 'a/b')).toBe(true)
  expect(isIgnored(['*', '!a'], 'a/b')).toBe(false)
})

test('only the builders of today look for exceptions with wildcards in ignored folders', () => {
  for (const lines of [
    ['*', '!**/*.go'],
    ['src', '!src/*/*.go'],
  ]) {
    expect(isIgnored(lines, 'src/a/b.go', 'buildkit')).toBe(false)
    expect(isIgnored(lines, 'src/a/b.go', 'buildah')).toBe(false)
    expect(isIgnored(lines, 'src/a/b.go', 'classic')).toBe(true)
  }
  expect(isIgnored(['*', '!src/a'], 'src/a/b.go', 'classic')).toBe(false)
})

test('an ignored folder is not looked into for nothing', () => {
  const { mayHoldExceptions } = createIgnoreRules(['*', '!src/lib/*.c', '!docs'], 'buildkit')
  expect(['src', 'src/lib', 'docs'].map(mayHoldExceptions)).toEqual([true, true, true])
  expect(['node_modules', 'src/test', 'doc'].map(mayHoldExceptions)).toEqual([false, false, false])
})

test('what is as deep as an exception with a wildcard is not looked into, unless that meets slashes', () => {
  const holds = (exception: string) =>
    createIgnoreRules(['*', exception], 'buildkit').mayHoldExceptions
  expect(holds('!package*.json')('pgdata')).toBe(false)
  expect(holds('!src/*.ts')('src')).toBe(true)
  expect(holds('!src/*.ts')('src/a')).toBe(false)
  expect(holds('!**.json')('pgdata')).toBe(true)
  expect(holds('!a[^b]c')('a')).toBe(true)
})
