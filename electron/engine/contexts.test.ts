import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readDockerFiles } from './contexts.ts'

const META = '{"Name":"r","Endpoints":{"docker":{"Host":"tcp://r:2376"}}}'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'pilothouse-docker-'))))
afterEach(() => rmSync(folder, { recursive: true }))

test('a folder that does not exist holds nothing', () => {
  expect(readDockerFiles(join(folder, 'none'))).toMatchObject({
    currentContext: undefined,
    contexts: [],
  })
})

test('the current context and the store are read, TLS material is noticed', () => {
  write('config.json', '{"currentContext":"remote","auths":{}}')
  write(
    'contexts/meta/aa/meta.json',
    '{"Name":"remote","Endpoints":{"docker":{"Host":"tcp://r:2376"}}}',
  )
  write('contexts/tls/aa/docker/ca.pem', '')
  write('contexts/tls/aa/docker/note.txt', '')
  const tls = { ca: join(folder, 'contexts/tls/aa/docker/ca.pem') }
  expect(readDockerFiles(folder)).toMatchObject({
    currentContext: 'remote',
    contexts: [{ name: 'remote', host: 'tcp://r:2376', tls, skipTlsVerify: false }],
  })
})

test('a context with an empty TLS folder means TLS all the same', () => {
  write('contexts/meta/aa/meta.json', META)
  mkdirSync(join(folder, 'contexts/tls/aa/docker'), { recursive: true })
  expect(readDockerFiles(folder).contexts).toMatchObject([{ name: 'r', tls: {} }])
})

test('a context whose TLS files cannot be read is broken, and hides no other', () => {
  write('contexts/meta/aa/meta.json', META)
  write('contexts/tls/aa/docker', 'not a folder')
  write('contexts/meta/bb/meta.json', META.replace('"r"', '"other"'))
  write('contexts/meta/cc/meta.json', '{')
  const { contexts } = readDockerFiles(folder)
  expect(contexts.toSorted((a, b) => a.name.localeCompare(b.name))).toMatchObject([
    { name: 'cc', broken: 'its meta.json cannot be read' },
    { name: 'other', tls: undefined },
    { name: 'r', broken: 'its TLS files cannot be read' },
  ])
})

test('the names of fields match in any case, as they do for the CLI', () => {
  write('config.json', '{"CURRENTCONTEXT":"r"}')
  write(
    'contexts/meta/aa/meta.json',
    '{"name":"r","endpoints":{"Docker":{"HOST":"tcp://r:1","skiptlsverify":true}}}',
  )
  expect(readDockerFiles(folder)).toMatchObject({
    currentContext: 'r',
    contexts: [{ name: 'r', host: 'tcp://r:1', skipTlsVerify: true }],
  })
})

test('the current context "default" is none', () => {
  write('config.json', '{"currentContext":"default"}')
  expect(readDockerFiles(folder).currentContext).toBeUndefined()
})

test('certificates are those of the folder itself, unless another one is named', () => {
  for (const name of ['ca.pem', 'cert.pem', 'key.pem', 'certs/ca.pem']) write(name, '')
  expect(readDockerFiles(folder).certificates).toEqual({
    ca: join(folder, 'ca.pem'),
    cert: join(folder, 'cert.pem'),
    key: join(folder, 'key.pem'),
  })
  const ca = join(folder, 'certs', 'ca.pem')
  expect(readDockerFiles(folder, join(folder, 'certs')).certificates).toEqual({ ca })
})

test('an authority is named also where its file is missing: the CLI does not do without', () => {
  expect(readDockerFiles(folder).certificates).toEqual({ ca: join(folder, 'ca.pem') })
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
