import { expect, test } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import { newerWords } from './check-newer.ts'

const image = (reference: string) => ({ connection: 'a', reference, imageId: 'sha256:1' })
const [REDIS, NGINX, OWN] = [image('redis:7'), image('nginx:1'), image('own:1')]
const refused = new EngineError({
  code: 'refused',
  message: 'Cannot look for a newer image "redis:7"',
  engineMessage: 'connection refused',
})

test('what is newer is named', () => {
  const found = new Map([
    [REDIS, 'newer'],
    [NGINX, 'newest'],
    [OWN, 'not-pulled'],
  ] as const)
  expect(newerWords(found, [])).toEqual({
    kind: 'info',
    text: 'There is a newer redis:7',
    detail: 'Built or loaded here, so that no registry has them: own:1',
  })
})

test('nothing is called the newest where somebody did not answer', () => {
  const found = new Map([[NGINX, 'newest']] as const)
  expect(newerWords(found, []).text).toBe('These images are the newest')
  expect(newerWords(found, [{ target: REDIS, error: refused }])).toEqual({
    kind: 'error',
    text: 'Not all registries answered',
    detail: 'Cannot look for a newer image "redis:7". The engine said: connection refused',
  })
})

test('images of one’s own are in no registry', () => {
  const found = new Map([[OWN, 'not-pulled']] as const)
  expect(newerWords(found, [])).toEqual({ kind: 'info', text: 'No registry has these images' })
})
