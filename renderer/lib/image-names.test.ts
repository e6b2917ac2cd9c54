import { expect, test } from 'vitest'
import { imageNameProblem, isNamedImage, splitImageName } from './image-names.ts'

test.each(['app', 'team/app', 'registry.example:5000/team/app', 'team/app:1', ' app:1 '])(
  '%s is a name for an image',
  (name) => {
    expect(imageNameProblem(name)).toBeUndefined()
  },
)

test.each([
  '',
  'team/App',
  '-app',
  'a b',
  'app:',
  'team/app:1:2',
  'app:1 2',
  `app@sha256:${'a'.repeat(64)}`,
])('"%s" is none', (name) => {
  expect(imageNameProblem(name)).toBeDefined()
})

test('a name that is written whole brings its own tag', () => {
  expect(splitImageName('team/app:2', 'latest')).toEqual({ repository: 'team/app', tag: '2' })
  expect(splitImageName('app', 'latest')).toEqual({ repository: 'app', tag: 'latest' })
})

test('the port of a registry is no tag', () => {
  const name = 'registry.example:5000/app'
  expect(splitImageName(name, '3')).toEqual({ repository: name, tag: '3' })
  expect(splitImageName(`${name}:2`, '3')).toEqual({ repository: name, tag: '2' })
})

test('an id and a digest are no names', () => {
  expect(['redis', 'redis:7', 'lab:5000/shop/api', 'cafe'].filter(isNamedImage)).toHaveLength(4)
  const digits = 'a1'.repeat(32)
  const others = ['', digits, `sha256:${digits}`, digits.slice(0, 12), `redis@sha256:${digits}`]
  expect(others.filter(isNamedImage)).toEqual([])
})
