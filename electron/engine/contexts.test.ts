import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readDockerFiles } from './contexts.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'pilothouse-docker-'))))
afterEach(() => rmSync(folder, { recursive: true }))

test('a folder that does not exist holds nothing', () => {
  expect(readDockerFiles(join(folder, 'none'))).toEqual({ currentContext: undefined, contexts: [] })
})

test('the current context and the store are read, TLS material is noticed', () => {
  write('config.json', '{"currentContext":"remote","auths":{}}')
  write(
    'contexts/meta/aa/meta.json',
    '{"Name":"remote","Endpoints":{"docker":{"Host":"tcp://r:2376"}}}',
  )
  write('contexts/tls/aa/docker/ca.pem', '')
  expect(readDockerFiles(folder)).toEqual({
    currentContext: 'remote',
    contexts: [{ name: 'remote', host: 'tcp://r:2376', hasTls: true }],
  })
})

test.each(['', '{', '[]', '{"currentContext":7}', '\u0000'])(
  'a config.json of %j is taken for one without a context',
  (text) => {
    write('config.json', text)
    expect(readDockerFiles(folder).currentContext).toBeUndefined()
  },
)

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), text)
}
