import { expect, test } from 'vitest'
import { maskSecrets } from './mask-secrets.ts'

const masked = (value: unknown) => {
  const { json, hidden } = maskSecrets(JSON.stringify(value, undefined, 2))
  return { value: JSON.parse(json) as unknown, hidden }
}

test('a secret in a list of variables keeps its name and loses its value', () => {
  expect(masked({ Config: { Env: ['PATH=/bin', 'DB_PASSWORD=hunter2'] } })).toEqual({
    value: { Config: { Env: ['PATH=/bin', 'DB_PASSWORD=••••••••'] } },
    hidden: 1,
  })
})

test('labels, driver options and commands are masked too', () => {
  const { value, hidden } = masked({
    Labels: { 'traefik.auth': 'admin:secret' },
    Options: { o: 'username=bob,password=hunter2' },
    Args: ['--url=postgres://bob:hunter2@db/app'],
  })
  expect(JSON.stringify(value)).not.toMatch(/hunter2|admin:secret/)
  expect(hidden).toBe(3)
})

test('what hides nothing stays as it was written, to the letter', () => {
  const json = '{\n  "Id": "abc",   "Cmd": ["sh"] }'
  expect(maskSecrets(json)).toEqual({ json, hidden: 0 })
  expect(maskSecrets('no JSON at all')).toEqual({ json: 'no JSON at all', hidden: 0 })
})
