import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import type { TlsFiles } from '../address.ts'
import { readPemFiles } from './pem-files.ts'
import { createAuthority, lockKey, NEEDS_OPENSSL, type Authority } from './test-certificates.ts'

/** What is a certificate by its first line alone. */
const GARBAGE = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'

let folder: string
let authority: Authority
let client: { readonly cert: string; readonly key: string }

describe.skipIf(NEEDS_OPENSSL.missing)(`PEM files${NEEDS_OPENSSL.reason}`, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pilothouse-pem-'))
    authority = await createAuthority(folder, 'ours')
    client = await authority.issue('client', { use: 'clientAuth' })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('that are good are handed over as they are', async () => {
    expect(await readPemFiles({ ca: authority.ca, ...client })).toEqual({
      ca: readFileSync(authority.ca, 'utf8'),
      cert: readFileSync(client.cert, 'utf8'),
      key: readFileSync(client.key, 'utf8'),
    })
  })

  test('need not be there at all', async () => {
    expect(await readPemFiles({})).toEqual({})
  })

  test.each(['ca', 'cert', 'key'] as const)('are named when one is missing: %s', async (which) => {
    const gone = join(folder, 'gone.pem')
    expect(await faultOf({ [which]: gone })).toMatchObject({
      code: 'unreachable',
      message: `The file "${gone}" is not there`,
    })
  })

  test('are named when one is no file', async () => {
    const { message } = await faultOf({ ca: folder })
    expect(message).toContain(`The file "${folder}" cannot be read: EISDIR`)
  })

  test.each([
    ['ca', 'hello', 'certificate'],
    ['ca', GARBAGE, 'certificate'],
    ['cert', 'hello', 'certificate'],
    ['cert', GARBAGE, 'certificate'],
    ['key', 'hello', 'private key'],
    ['key', GARBAGE, 'private key'],
  ] as const)('are named when one is not PEM: %s with %j', async (which, content, expected) => {
    const file = join(folder, 'not.pem')
    writeFileSync(file, content)
    const { message } = await faultOf({ [which]: file })
    expect(message).toBe(`The file "${file}" is not a ${expected} in PEM form`)
  })

  test('do not hold an authority in binary form, which TLS would pass over', async () => {
    const file = join(folder, 'ca.der')
    const [, body = ''] = readFileSync(authority.ca, 'utf8').split(/-----[A-Z ]+-----/)
    writeFileSync(file, Buffer.from(body, 'base64'))
    const { message } = await faultOf({ ca: file })
    expect(message).toBe(`The file "${file}" is not a certificate in PEM form`)
  })

  test.each(['ENCRYPTED PRIVATE KEY', 'EC PRIVATE KEY'] as const)(
    'do not hold a locked key, as "%s"',
    async (label) => {
      const key = await lockKey(client.key, label)
      const fault = await faultOf({ key })
      expect(fault.message).toBe(`The key "${key}" is locked with a passphrase`)
      expect(fault.hint).toContain('openssl pkey')
    },
  )

  test('hold a key that belongs to the certificate', async () => {
    const { key } = await authority.issue('other', { use: 'clientAuth' })
    const { message } = await faultOf({ key })
    expect(message).toBe(`The key "${key}" does not belong to the certificate "${client.cert}"`)
  })

  test('hold a certificate that has not expired', async () => {
    const old = await authority.issue('old', { use: 'clientAuth', validUntil: '20210101' })
    const { message } = await faultOf(old)
    expect(message).toBe(
      `The client certificate "${old.cert}" has expired (Jan  1 00:00:00 2021 GMT)`,
    )
  })

  test('come as a pair', async () => {
    const { cert, key } = client
    const [noKey, noCert] = await Promise.all([{ cert }, { key }].map(readFault))
    expect(noKey?.message).toBe(`The client certificate "${cert}" has no key`)
    expect(noCert?.message).toBe(`The client key "${key}" has no certificate`)
  })
})

/** What is said of good files, but for these. */
function faultOf(files: TlsFiles): Promise<EngineError> {
  return readFault({ ca: authority.ca, ...client, ...files })
}

async function readFault(files: TlsFiles): Promise<EngineError> {
  const fault: unknown = await readPemFiles(files).catch((cause: unknown) => cause)
  if (fault instanceof EngineError) return fault
  throw new Error('No fault was found', { cause: fault })
}
