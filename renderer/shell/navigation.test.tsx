import { afterEach, expect, test } from 'vitest'
import { connectionInView, goTo, history, pathOf } from './navigation.ts'

afterEach(() => history.replace('/'))

test('a place has a path, and odd names stay within their part of it', () => {
  expect(pathOf({ page: 'containers', connection: 'default' })).toBe('/default/containers')
  expect(pathOf({ page: 'images', connection: 'a/b', id: 'redis:7' })).toBe(
    '/a%2Fb/images/redis%3A7/overview',
  )
  expect(pathOf({ page: 'settings' })).toBe('/settings')
  expect(pathOf({ page: 'connections', id: 'context:lab', tab: 'engine' })).toBe(
    '/connections/context%3Alab/engine',
  )
})

test('settings belong to no connection: the one before stays in view', () => {
  goTo({ page: 'containers', connection: 'lab 1' })
  expect(connectionInView()).toBe('lab 1')
  goTo({ page: 'settings' })
  expect(connectionInView()).toBe('lab 1')
  goTo({ page: 'connections', id: 'other' })
  expect(connectionInView()).toBe('lab 1')
})
