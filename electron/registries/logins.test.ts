import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Machine } from '../engine/index.ts'
import type { JsonFile } from '../json-file.ts'
import { installHelper } from './helper.fixture.ts'
import { createLogins, type Logins } from './logins.ts'
import { createOwnLogins, SavedLogins, type KeyStore } from './own-logins.ts'

const SECRET = 'p:ä ss"wörd'
const DEV = { username: 'dev', secret: SECRET }
const AUTH = Buffer.from(`dev:${SECRET}`).toString('base64')
const HUB = 'https://index.docker.io/v1/'
const LAB = 'lab:5000'

const { signal } = new AbortController()
const inDockerFile = { inDockerFile: true, signal }
const notInDockerFile = { inDockerFile: false, signal }

/** Writes a text so that it is not there as it was. */
const lock = (text: string) => Buffer.from(text).toString('hex')
const unlock = (text: string) => String(Buffer.from(text, 'hex'))
const LOCKING: KeyStore = { isAvailable: () => true, lock, unlock }
const NO_KEY_STORE: KeyStore = { ...LOCKING, isAvailable: () => false }

let folder: string
let machine: Machine
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pilothouse-logins-'))
  machine = { platform: process.platform, home: folder, env: { PATH: '/usr/bin:/bin' }, uid: 0 }
})
afterEach(() => rmSync(folder, { recursive: true }))

const docker = () => join(folder, 'docker')
const configPath = () => join(docker(), 'config.json')
const config = (): unknown => JSON.parse(readFileSync(configPath(), 'utf8'))
const ownPath = () => join(folder, 'logins.json')

function writeConfig(content: object): void {
  mkdirSync(docker(), { recursive: true })
  writeFileSync(configPath(), JSON.stringify(content, null, '\t'))
}

function open(keyStore: KeyStore = NO_KEY_STORE): Logins {
  return createLogins({ folder: docker, machine, own: createOwnLogins(ownFile(), keyStore) })
}

/** As `openJsonFile` opens it; that one needs Electron for its log. */
function ownFile(): JsonFile<SavedLogins> {
  return {
    get value() {
      return SavedLogins.parse(
        existsSync(ownPath()) ? JSON.parse(readFileSync(ownPath(), 'utf8')) : {},
      )
    },
    save: (next) => Promise.resolve(writeFileSync(ownPath(), JSON.stringify(next))),
    settled: () => Promise.resolve(),
  }
}

const listed = async (logins: Logins) => (await logins.list(signal)).logins

describe('with the plain entries of config.json', () => {
  test('the CLI’s logins are ours: by host, by address, and of Docker Hub', async () => {
    writeConfig({
      auths: {
        [HUB]: { auth: AUTH },
        'https://old.example/v1/': { auth: AUTH },
        [LAB]: { identitytoken: 'token', auth: Buffer.from('dev:').toString('base64') },
        'marked.example': {},
      },
    })
    const logins = open()
    expect(await logins.find('docker.io', signal)).toEqual(DEV)
    expect(await logins.find('old.example', signal)).toEqual(DEV)
    expect(await logins.find(LAB, signal)).toEqual({
      username: 'dev',
      secret: 'token',
      isToken: true,
    })
    expect(await logins.find('marked.example', signal)).toBeUndefined()
    const store = { kind: 'docker-file' }
    expect(await listed(logins)).toEqual(
      ['docker.io', 'old.example', LAB].map((host) => ({ host, user: 'dev', store })),
    )
  })

  test('a login is written as the CLI writes it, and all else stays as it is', async () => {
    const others = { HttpHeaders: { 'X-A': 'b' }, psFormat: 'x', auths: { other: { auth: AUTH } } }
    writeConfig({ ...others, currentContext: 'colima' })
    chmodSync(configPath(), 0o640)
    await open().keep(LAB, DEV, inDockerFile)
    const auths = { other: { auth: AUTH }, [LAB]: { auth: AUTH } }
    const expected = { ...others, auths, currentContext: 'colima' }
    expect(readFileSync(configPath(), 'utf8')).toBe(JSON.stringify(expected, null, '\t'))
    expect(statSync(configPath()).mode & 0o777).toBe(0o640)
    await open().forget(LAB, signal)
    expect(config()).toEqual({ ...others, currentContext: 'colima' })
  })

  test('a new config.json is its owner’s alone, and one behind a link stays there', async () => {
    await open().keep(LAB, DEV, inDockerFile)
    expect(statSync(configPath()).mode & 0o777).toBe(0o600)
    const real = join(folder, 'real.json')
    writeFileSync(real, '{}')
    rmSync(configPath())
    symlinkSync(real, configPath())
    await open().keep(LAB, DEV, inDockerFile)
    expect(JSON.parse(readFileSync(real, 'utf8'))).toEqual({ auths: { [LAB]: { auth: AUTH } } })
  })

  test('a broken config.json is said and left as it is, and its text is not told', async () => {
    mkdirSync(docker())
    const broken = `{"auths": {"x": {"auth": "${AUTH}"},}}`
    writeFileSync(configPath(), broken)
    const refused = await open()
      .keep(LAB, DEV, inDockerFile)
      .catch((cause: unknown) => cause)
    expect(refused).toMatchObject({ message: expect.stringContaining('are no JSON') })
    expect(JSON.stringify(refused)).not.toContain(AUTH)
    expect(readFileSync(configPath(), 'utf8')).toBe(broken)
    // An image without a login can still be pulled.
    expect(await open().registryAuth('redis', signal)).toMatchObject({
      problem: expect.stringContaining('are no JSON'),
    })
  })

  test('two logins at once are both kept', async () => {
    const logins = open()
    await Promise.all(
      ['a.example', 'b.example'].map((host) => logins.keep(host, DEV, inDockerFile)),
    )
    expect(config()).toEqual({
      auths: { 'a.example': { auth: AUTH }, 'b.example': { auth: AUTH } },
    })
  })
})

describe.skipIf(process.platform === 'win32')('with a credential helper', () => {
  beforeEach(() => (machine = installHelper(folder, 'standin')))

  test('a login is kept there alone, marked in config.json, and forgotten in both', async () => {
    writeConfig({ credsStore: 'standin' })
    const logins = open()
    expect(await logins.keep('docker.io', DEV, inDockerFile)).toEqual({
      kind: 'helper',
      name: 'standin',
    })
    expect(config()).toEqual({ credsStore: 'standin', auths: { [HUB]: {} } })
    expect(await logins.find('docker.io', signal)).toEqual(DEV)
    expect(await listed(logins)).toEqual([
      { host: 'docker.io', user: 'dev', store: { kind: 'helper', name: 'standin' } },
    ])
    expect(await logins.registryAuth('redis:7', signal)).toEqual({
      login: { username: 'dev', password: SECRET, serveraddress: HUB },
    })
    expect(readFileSync(join(folder, 'calls'), 'utf8')).not.toContain(SECRET)
    await logins.forget('docker.io', signal)
    expect(config()).toEqual({ credsStore: 'standin', auths: {} })
    expect(await logins.find('docker.io', signal)).toBeUndefined()
    expect(await logins.registryAuth('redis:7', signal)).toEqual({})
  })

  test('one that a registry has for itself comes before the one for all', async () => {
    writeConfig({ credsStore: 'missing', credHelpers: { [LAB]: 'standin' } })
    const logins = open()
    await logins.keep(LAB, { username: '', secret: 'token', isToken: true }, notInDockerFile)
    expect(await logins.registryAuth(`${LAB}/shop/api`, signal)).toEqual({
      login: { username: '', identitytoken: 'token', serveraddress: LAB },
    })
    const { problems } = await logins.list(signal)
    expect(problems).toEqual([
      'The credential helper "docker-credential-missing" is not on this machine',
    ])
  })

  test('one that refuses is told in its own words, and pulls go on without', async () => {
    writeConfig({ credsStore: 'standin', auths: { [LAB]: {} } })
    writeFileSync(join(folder, 'locked'), '')
    const logins = open()
    await expect(logins.find(LAB, signal)).rejects.toMatchObject({
      engineMessage: 'the key ring is locked',
    })
    await expect(logins.keep(LAB, DEV, inDockerFile)).rejects.toThrow('the key ring is locked')
    expect(await logins.registryAuth(`${LAB}/a`, signal)).toEqual({
      problem: expect.stringContaining('the key ring is locked'),
    })
    expect(await listed(logins)).toMatchObject([{ host: LAB, problem: expect.any(String) }])
  })

  test('a name with a slash in it runs no program', async () => {
    writeConfig({ credsStore: '../bin/docker-credential-standin' })
    await expect(open().find(LAB, signal)).rejects.toThrow('is not on this machine')
    expect(existsSync(join(folder, 'calls'))).toBe(false)
  })

  test('where config.json has no login yet, the system’s own helper is taken, as the CLI does', async () => {
    machine = { ...installHelper(folder, 'secretservice'), platform: 'linux' }
    await open().keep(LAB, DEV, inDockerFile)
    expect(config()).toEqual({ credsStore: 'secretservice', auths: { [LAB]: {} } })
    writeConfig({ auths: { other: { auth: AUTH } } })
    await open().keep(LAB, DEV, inDockerFile)
    expect(config()).toEqual({ auths: { other: { auth: AUTH }, [LAB]: { auth: AUTH } } })
  })
})

describe('without a helper', () => {
  test('the key store of the system locks the login, and nobody else has it', async () => {
    expect(await open(LOCKING).keep(LAB, DEV, notInDockerFile)).toEqual({ kind: 'key-store' })
    expect(await open(LOCKING).find(LAB, signal)).toEqual({ ...DEV, isToken: false })
    expect(existsSync(configPath())).toBe(false)
    expect(readFileSync(ownPath(), 'utf8')).not.toContain(JSON.stringify(SECRET).slice(1, -1))
    await open(LOCKING).forget(LAB, signal)
    expect(await open(LOCKING).find(LAB, signal)).toBeUndefined()
  })

  test('without a key store it is kept in memory, and no file says it', async () => {
    const logins = open()
    expect(await logins.keep(LAB, DEV, notInDockerFile)).toEqual({ kind: 'memory' })
    expect(await logins.find(LAB, signal)).toEqual(DEV)
    expect(await listed(logins)).toEqual([{ host: LAB, user: 'dev', store: { kind: 'memory' } }])
    expect(existsSync(configPath()) || existsSync(ownPath())).toBe(false)
    expect(await open().find(LAB, signal)).toBeUndefined()
  })

  test('what a key store no longer unlocks is said, and another login takes its place', async () => {
    await open(LOCKING).keep(LAB, DEV, notInDockerFile)
    const lost = {
      ...LOCKING,
      unlock: () => {
        throw new Error('no key')
      },
    }
    await expect(open(lost).find(LAB, signal)).rejects.toMatchObject({ hint: 'Log in again.' })
    await open(LOCKING).keep(LAB, { username: 'ops', secret: 'x' }, notInDockerFile)
    expect(await open(LOCKING).find(LAB, signal)).toMatchObject({ username: 'ops' })
  })

  test('the one who logged in here comes before an older entry, until the CLI’s file gets it', async () => {
    writeConfig({ auths: { [LAB]: { auth: Buffer.from('old:old').toString('base64') } } })
    const logins = open(LOCKING)
    await logins.keep(LAB, DEV, notInDockerFile)
    expect(await listed(logins)).toEqual([{ host: LAB, user: 'dev', store: { kind: 'key-store' } }])
    await logins.keep(LAB, { username: 'ops', secret: 'x' }, inDockerFile)
    expect(await listed(logins)).toEqual([
      { host: LAB, user: 'ops', store: { kind: 'docker-file' } },
    ])
    await logins.forget(LAB, signal)
    expect(await listed(logins)).toEqual([])
  })
})
