import { expect, test } from 'vitest'
import {
  familiarName,
  familiarReference,
  fullName,
  isSameRepository,
  versionOf,
  type ImageReference,
} from './image-reference.ts'
import { readReference, tagProblem } from './read-reference.ts'

const SHA256 = `sha256:${'a1'.repeat(32)}`
const SHA512 = `sha512:${'0f'.repeat(64)}`

function read(text: string): ImageReference {
  const { reference, problem } = readReference(text)
  if (!reference) throw new Error(problem)
  return reference
}

test.each<[string, Omit<ImageReference, 'name'> & { name?: string }]>([
  ['redis', { domain: 'docker.io', path: 'library/redis' }],
  ['redis:7', { domain: 'docker.io', path: 'library/redis', tag: '7' }],
  [`redis@${SHA256}`, { domain: 'docker.io', path: 'library/redis', digest: SHA256 }],
  [`redis:7@${SHA256}`, { domain: 'docker.io', path: 'library/redis', tag: '7', digest: SHA256 }],
  [`redis@${SHA512}`, { domain: 'docker.io', path: 'library/redis', digest: SHA512 }],
  ['team/app', { domain: 'docker.io', path: 'team/app' }],
  ['library/redis', { domain: 'docker.io', path: 'library/redis' }],
  ['a/b/c/d', { domain: 'docker.io', path: 'a/b/c/d' }],
  ['docker.io/redis', { domain: 'docker.io', path: 'library/redis' }],
  ['index.docker.io/redis:6', { domain: 'docker.io', path: 'library/redis', tag: '6' }],
  ['docker.io/team/app', { domain: 'docker.io', path: 'team/app' }],
  ['localhost/app', { domain: 'localhost', path: 'app' }],
  ['localhost:5000/app', { domain: 'localhost:5000', path: 'app' }],
  ['localhost:5000', { domain: 'docker.io', path: 'library/localhost', tag: '5000' }],
  ['lab:5000/shop/api', { domain: 'lab:5000', path: 'shop/api' }],
  ['lab:5000/shop/api:2', { domain: 'lab:5000', path: 'shop/api', tag: '2' }],
  [
    `lab:5000/shop/api:2@${SHA256}`,
    { domain: 'lab:5000', path: 'shop/api', tag: '2', digest: SHA256 },
  ],
  ['Lab/api', { domain: 'Lab', path: 'api' }],
  ['registry.example/a/b/c:x', { domain: 'registry.example', path: 'a/b/c', tag: 'x' }],
  ['127.0.0.1:5055/team/layers:1', { domain: '127.0.0.1:5055', path: 'team/layers', tag: '1' }],
  ['[::1]:5000/app:1', { domain: '[::1]:5000', path: 'app', tag: '1' }],
  ['[2001:db8::1]/app', { domain: '[2001:db8::1]', path: 'app' }],
  ['xn--n3h.example/app', { domain: 'xn--n3h.example', path: 'app' }],
  ['a.b', { domain: 'docker.io', path: 'library/a.b' }],
  ['a__b/c---d.e_f', { domain: 'docker.io', path: 'a__b/c---d.e_f' }],
  ['app:V1.2-RC_3', { domain: 'docker.io', path: 'library/app', tag: 'V1.2-RC_3' }],
  [`app:${'t'.repeat(128)}`, { domain: 'docker.io', path: 'library/app', tag: 't'.repeat(128) }],
  ['deadbeef', { domain: 'docker.io', path: 'library/deadbeef' }],
  [
    'app@md5:0123456789abcdef0123456789ABCDEF',
    { domain: 'docker.io', path: 'library/app', digest: 'md5:0123456789abcdef0123456789ABCDEF' },
  ],
  ['  redis:7\n', { name: 'redis', domain: 'docker.io', path: 'library/redis', tag: '7' }],
])('%s is taken apart', (text, parts) => {
  const { name, ...rest } = read(text)
  expect({ ...rest, name: parts.name ?? name }).toEqual({ name, ...parts })
  expect(text).toContain(name)
})

test.each([
  ['', 'Write the name of an image'],
  ['Redis', 'lower case'],
  ['team/App:1', 'lower case'],
  ['docker.io/Redis', 'lower case'],
  ['https://registry.example/app', 'without "https://"'],
  ['my app', 'spaces'],
  ['app:1 2', 'spaces'],
  ['a1'.repeat(32), 'it is the id of one'],
  [SHA256, 'it is the id of one'],
  ['app:', 'after ":" comes a tag'],
  ['app:1:2', 'only one tag'],
  ['lab:5000/app:1:2', 'only one tag'],
  [`app:${'t'.repeat(129)}`, 'its tag must be'],
  ['app:.1', 'its tag must be'],
  ['app:-1', 'its tag must be'],
  ['app:ä', 'its tag must be'],
  ['app@', 'comes a digest'],
  ['app@sha256', 'comes a digest'],
  ['app@sha256:abc', 'comes a digest'],
  [`app@sha256:${'A1'.repeat(32)}`, 'comes a digest'],
  [`app@sha256:${'a1'.repeat(33)}`, 'comes a digest'],
  [`app@${SHA512.slice(0, -2)}`, 'comes a digest'],
  [`app@${SHA256}@${SHA256}`, 'comes a digest'],
  [`app@${SHA256}:7`, 'comes a digest'],
  ['lab:5000/', 'something is missing'],
  ['/app', 'something is missing'],
  ['a//b', 'something is missing'],
  ['lab:port/app', '"lab:port" is no host'],
  ['-lab.example/app', '"-lab.example" is no host'],
  ['lab..example/app', '"lab..example" is no host'],
  ['::1/app', '"::1" is no host'],
  ['-app', '"-app" must be of letters and digits'],
  ['app-', 'must be of letters and digits'],
  ['a..b', 'must be of letters and digits'],
  ['a___b', 'must be of letters and digits'],
  ['a._b', 'must be of letters and digits'],
  ['a/.b', 'must be of letters and digits'],
  ['äpfel', 'must be of letters and digits'],
  ['a\\b', 'must be of letters and digits'],
  [`a/${'b'.repeat(254)}`, 'longer than 255'],
])('"%s" is none, and why is said', (text, why) => {
  expect(readReference(text).problem).toContain(why)
})

test('a path may have 255 characters beside its host', () => {
  expect(readReference(`lab:5000/${'b'.repeat(255)}`).problem).toBeUndefined()
})

test('a long text of one kind is read at once', () => {
  for (const text of ['a-'.repeat(50_000), `${'a.'.repeat(50_000)}/b`, 'a'.repeat(200_000)]) {
    const began = Date.now()
    expect(readReference(text).problem).toBeDefined()
    expect(Date.now() - began).toBeLessThan(1000)
  }
})

test.each([
  ['redis', 'docker.io/library/redis', 'redis'],
  ['docker.io/library/redis:7', 'docker.io/library/redis', 'redis:7'],
  ['index.docker.io/team/app', 'docker.io/team/app', 'team/app'],
  ['docker.io/library/a/b', 'docker.io/library/a/b', 'library/a/b'],
  ['lab:5000/library/redis', 'lab:5000/library/redis', 'lab:5000/library/redis'],
  [`redis:7@${SHA256}`, 'docker.io/library/redis', `redis:7@${SHA256}`],
])('%s in full is %s, and familiarly %s', (text, full, familiar) => {
  expect(fullName(read(text))).toBe(full)
  expect(familiarReference(read(text))).toBe(familiar)
  expect(fullName(read(familiarName(read(text))))).toBe(full)
})

test('a registry is asked for the digest before the tag, and for the latest without both', () => {
  expect(versionOf(read(`redis:7@${SHA256}`))).toBe(SHA256)
  expect(versionOf(read('redis:7'))).toBe('7')
  expect(versionOf(read('lab:5000/shop/api'))).toBe('latest')
})

test('a repository is the same however it is written', () => {
  expect(isSameRepository(read('redis:7'), read('docker.io/library/redis:6'))).toBe(true)
  expect(isSameRepository(read('redis'), read('team/redis'))).toBe(false)
  expect(isSameRepository(read('lab/redis'), read('lab:5000/redis'))).toBe(false)
})

test('a tag has no colon', () => {
  expect(tagProblem('7.2-alpine')).toBeUndefined()
  expect(tagProblem(' 7 ')).toBeUndefined()
  expect(tagProblem('7:2')).toBeDefined()
  expect(tagProblem('')).toBeDefined()
})
