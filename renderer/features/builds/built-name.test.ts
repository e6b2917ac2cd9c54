import { expect, test } from 'vitest'
import { aBuild } from './build.fixture.ts'
import { builtName } from './built-name.ts'

test('the image of a build is found by its first name, as engines list it, or by its id', () => {
  const named = (...tags: readonly string[]) =>
    builtName(aBuild({ settings: { ...aBuild().settings, tags: [...tags] } }))
  expect(named('app', 'other:1')).toBe('app:latest')
  expect(named('docker.io/library/app:2')).toBe('app:2')
  expect(named('lab:5000/team/app')).toBe('lab:5000/team/app:latest')
  expect(named()).toBe('sha256:86b7db266f4c')
})
