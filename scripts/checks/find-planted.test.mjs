import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findInFolder, findPlanted, formsOf } from './find-planted.mjs'

const SECRET = 'planted/"one"+é'
const FORMS = formsOf(SECRET)

const found = (/** @type {Buffer | string} */ content) =>
  findPlanted('here', content, FORMS).map(({ as }) => as)

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'find-planted-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a text is found as it is, and beside it nothing is', () => {
  expect(found(`before ${SECRET} after`)).toEqual(['itself'])
  expect(found('planted/one')).toEqual([])
  expect(found('')).toEqual([])
})

test.each([
  ['part of an address', encodeURIComponent(SECRET)],
  ['part of an address', `http://me:${encodeURIComponent(SECRET).toLowerCase()}@proxy`],
  ['JSON', JSON.stringify({ env: SECRET })],
  ['hex', Buffer.from(SECRET).toString('hex')],
  ['hex', Buffer.from(SECRET).toString('hex').toUpperCase()],
  ['UTF-16', Buffer.from(SECRET, 'utf16le')],
])('a text is found as %s', (as, content) => {
  expect(found(content)).toContain(as)
})

test('a text is found in base64 wherever it begins, also in that of addresses', () => {
  for (const before of ['', 'a', 'ab', 'abc', 'user:']) {
    const bytes = Buffer.from(`${before}${SECRET}\n`)
    expect(found(bytes.toString('base64')), before).toEqual(['base64'])
    expect(found(bytes.toString('base64url')), before).toEqual(['base64'])
  }
})

test('a leak into a file, however deep, is found and told; links are not followed', async () => {
  await mkdir(join(folder, 'a/b'), { recursive: true })
  const leak = join(folder, 'a/b/main.log')
  await writeFile(leak, `Cannot log in: ${SECRET}`)
  await writeFile(join(folder, 'harmless'), gzipSync('nothing'))
  await symlink(leak, join(folder, 'link'))
  expect(await findInFolder(folder, FORMS)).toEqual([{ place: leak, text: SECRET, as: 'itself' }])
})

test('a leak into the name of a file is found', async () => {
  await writeFile(join(folder, `x-${encodeURIComponent(SECRET)}`), '')
  const [finding] = await findInFolder(folder, FORMS)
  expect(finding).toMatchObject({ as: 'part of an address' })
})
