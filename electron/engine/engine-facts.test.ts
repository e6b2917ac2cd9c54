import { expect, test } from 'vitest'
import { toEngineFacts } from './engine-facts.ts'

const VERSION = { Version: '20.10.24', ApiVersion: '1.41', Os: 'linux', Arch: 'amd64' }

test('an engine tells what it runs on', () => {
  const info = { OperatingSystem: 'Debian 12', NCPU: 2, MemTotal: 1024, Name: 'machine' }
  expect(toEngineFacts(VERSION, info)).toEqual({
    id: null,
    version: '20.10.24',
    isPodman: false,
    apiVersion: '1.41',
    os: 'Debian 12',
    arch: 'amd64',
    cpus: 2,
    memoryBytes: 1024,
    name: 'machine',
  })
})

test('an engine is known by its id, and Podman by none: it makes up a new one each time', () => {
  const podman = { ...VERSION, Components: [{ Name: 'Podman Engine' }] }
  expect(toEngineFacts(VERSION, { ID: 'ABCD' }).id).toBe('ABCD')
  // A copied machine has an engine with the same id, and is another one.
  expect(toEngineFacts(VERSION, { ID: 'ABCD', Name: 'copy' }).id).toBe('ABCD copy')
  expect(toEngineFacts(podman, { ID: 'ABCD' }).id).toBeNull()
  expect(toEngineFacts(VERSION, { ID: '' }).id).toBeNull()
})

test('an engine that was not asked who it is may have an id', () => {
  expect(toEngineFacts(VERSION, undefined)).not.toHaveProperty('id')
})

test.each([{}, { OperatingSystem: '' }])(
  'where the engine knows no name of its system, its kind is told: %o',
  (info) => {
    expect(toEngineFacts(VERSION, info).os).toBe('linux')
  },
)
