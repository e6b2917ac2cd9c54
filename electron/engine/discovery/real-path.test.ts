import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { realPathOf } from './real-path.ts'

let folder: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'pilothouse-links-')))
  mkdirSync(join(folder, 'real'))
  symlinkSync(join(folder, 'real'), join(folder, 'alias'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('links are followed, in the path and at its end', async () => {
  writeFileSync(join(folder, 'real', 'x.sock'), '')
  symlinkSync(join('alias', 'x.sock'), join(folder, 'link.sock'))
  expect(await realPathOf(join(folder, 'link.sock'))).toBe(join(folder, 'real', 'x.sock'))
})

test('a link to a socket that is gone still tells whose it was', async () => {
  symlinkSync(join('alias', 'x.sock'), join(folder, 'one.sock'))
  symlinkSync('one.sock', join(folder, 'two.sock'))
  expect(await realPathOf(join(folder, 'two.sock'))).toBe(join(folder, 'real', 'x.sock'))
})

test('a missing entry of a linked folder has the folder’s real path', async () => {
  expect(await realPathOf(join(folder, 'alias', 'x.sock'))).toBe(join(folder, 'real', 'x.sock'))
})

test('links in a circle end', async () => {
  symlinkSync('b', join(folder, 'a'))
  symlinkSync('a', join(folder, 'b'))
  expect(await realPathOf(join(folder, 'a'))).toMatch(/[ab]$/)
})

test('what is nowhere, and what is a pipe, stay as they are', async () => {
  expect(await realPathOf('/nowhere/at/all.sock')).toBe('/nowhere/at/all.sock')
  expect(await realPathOf('\\\\.\\pipe\\docker_engine')).toBe('\\\\.\\pipe\\docker_engine')
})
