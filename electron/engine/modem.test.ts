import { expect, test } from 'vitest'
import { shapeOf, toOrder } from './modem.ts'

test('a path that ends in a question mark takes its options as query', () => {
  const options = { all: true, filters: { id: ['a', 'b'] }, limit: undefined }
  expect(toOrder({ method: 'GET', path: '/containers/json?', options })).toEqual({
    method: 'GET',
    path: '/containers/json?all=true&filters=%7B%22id%22%3A%5B%22a%22%2C%22b%22%5D%7D',
  })
})

test('a change takes its options as query alone: Podman types a body into the container', () => {
  const order = toOrder({ method: 'POST', path: '/containers/a/stop?', options: { t: 3 } })
  expect(order).toEqual({ method: 'POST', path: '/containers/a/stop?t=3' })
})

test('what is created is described in the body', () => {
  const order = toOrder({ method: 'POST', path: '/networks/create?', options: { Name: 'n' } })
  expect(order).toMatchObject({ path: '/networks/create', body: '{"Name":"n"}' })
})

test('query and body can be named apart', () => {
  const options = { _query: { name: 'web' }, _body: { Image: 'nginx' } }
  const order = toOrder({ method: 'POST', path: '/containers/create?', options })
  expect(order).toMatchObject({ path: '/containers/create?name=web', body: '{"Image":"nginx"}' })
})

test('a login is a header as Docker reads it, and no part of an address or a body', () => {
  const authconfig = { username: 'dev', password: 'ÿ?>~s3cret' }
  for (const path of ['/images/app/push?', '/images/create?', '/auth']) {
    const order = toOrder({ method: 'POST', path, authconfig, options: { tag: '1', authconfig } })
    const { 'x-registry-auth': login = '', ...others } = order.headers ?? {}
    expect(login).toMatch(/^[\w-]+=*$/)
    expect(login.length % 4).toBe(0)
    expect(JSON.parse(String(Buffer.from(String(login), 'base64url')))).toEqual(authconfig)
    expect(JSON.stringify([order.path, order.body, others])).not.toContain('s3cret')
  }
})

test('a signal is not sent to the engine', () => {
  const options = { abortSignal: new AbortController().signal }
  expect(toOrder({ method: 'GET', path: '/info?', options }).path).toBe('/info')
})

test.each(['/containers/../images/x', '/containers//json', '/containers/a b', '/x/%00\n'])(
  'the path %j is refused',
  (path) => {
    expect(() => toOrder({ method: 'GET', path })).toThrow('is no path')
  },
)

test.each([
  ['GET', '/_ping', 'text'],
  ['GET', '/containers/json?all=1', 'array'],
  ['GET', '/containers/a/json', 'object'],
  ['GET', '/images/library/redis/history', 'array'],
  ['GET', '/networks?', 'array'],
  ['GET', '/volumes', 'object'],
  ['POST', '/containers/a/exec', 'object'],
  ['POST', '/containers/a/start', 'nothing'],
  ['POST', '/volumes/create', 'object'],
  ['DELETE', '/images/redis:7', 'array'],
  ['DELETE', '/containers/a', 'nothing'],
] as const)('%s %s answers with %s', (method, path, shape) => {
  expect(shapeOf({ method, path })).toBe(shape)
})
