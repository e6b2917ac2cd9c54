import { expect, test } from 'vitest'
import { composePlace, isSamePlace, nameWithin } from './compose-place.ts'

const labels = (more: Record<string, string> = {}) => ({
  'com.docker.compose.project': 'shop',
  'com.docker.compose.service': 'web',
  'com.docker.compose.container-number': '1',
  ...more,
})

test('a container that Compose made has a place in its project, and others have none', () => {
  expect(composePlace(labels())).toEqual({
    project: 'shop',
    service: 'web',
    number: '1',
    isOneOff: false,
  })
  expect(composePlace({})).toBe(undefined)
})

test('the same service and number is the same place, and a one-off run has none of its own', () => {
  const web = composePlace(labels())
  expect(isSamePlace(web, composePlace(labels()))).toBe(true)
  expect(
    isSamePlace(web, composePlace(labels({ 'com.docker.compose.container-number': '2' }))),
  ).toBe(false)
  expect(isSamePlace(web, composePlace(labels({ 'com.docker.compose.oneoff': 'True' })))).toBe(
    false,
  )
  expect(isSamePlace(undefined, undefined)).toBe(false)
})

test.each([
  ['shop-web-1', 'shop', 'web-1'],
  ['shop_web_1', 'shop', 'web_1'],
  ['shopping', 'shop', 'shopping'],
  ['shop-', 'shop', 'shop-'],
  ['shop-web-1', undefined, 'shop-web-1'],
])('"%s" within the project "%s" is "%s"', (name, project, within) => {
  expect(nameWithin(name, project)).toBe(within)
})

test('what Podman’s compose has made has its place too', () => {
  expect(
    composePlace({ 'io.podman.compose.project': 'shop', 'io.podman.compose.service': 'web' }),
  ).toMatchObject({ project: 'shop', service: 'web' })
})
