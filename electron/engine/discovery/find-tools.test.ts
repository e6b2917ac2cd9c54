import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findTools, searchFolders } from './find-tools.ts'
import { thisMachine, type Machine } from './machine.ts'

let home: string
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'pilothouse-tools-'))))
afterEach(() => rmSync(home, { recursive: true }))

test('a program is found in PATH first, then where its maker puts it', async () => {
  program('bin/colima')
  program('.local/bin/colima')
  program('.rd/bin/rdctl')
  const tools = await findTools(linux(join(home, 'bin')))
  expect(tools.get('colima')).toBe(join(home, 'bin/colima'))
  expect(tools.get('rdctl')).toBe(join(home, '.rd/bin/rdctl'))
  expect(tools.has('orb')).toBe(false)
})

test('a folder, a file that may not be run and a link that leads nowhere are no programs', async () => {
  mkdirSync(join(home, 'bin/colima'), { recursive: true })
  program('bin/limactl')
  chmodSync(join(home, 'bin/limactl'), 0o644)
  symlinkSync('/nowhere/rdctl', join(home, 'bin/rdctl'))
  const tools = await findTools(linux(join(home, 'bin')))
  expect([...tools.keys()].filter((name) => ['colima', 'limactl', 'rdctl'].includes(name))).toEqual(
    [],
  )
})

test('the folder that the app happens to be in is never searched', () => {
  const folders = searchFolders(linux(':.:bin:/opt/x::/opt/x'))
  expect(folders.filter((folder) => !folder.startsWith('/'))).toEqual([])
  expect(folders[0]).toBe('/opt/x')
  expect(new Set(folders).size).toBe(folders.length)
})

test('the short PATH of a desktop is made longer, on each platform in its own way', () => {
  const mac: Machine = { platform: 'darwin', home: '/Users/me', env: { PATH: '/usr/bin' }, uid: 1 }
  expect(searchFolders(mac)).toEqual(
    expect.arrayContaining([
      '/usr/bin',
      '/opt/homebrew/bin',
      '/usr/local/bin',
      '/opt/podman/bin',
      '/Users/me/.orbstack/bin',
      '/Users/me/.rd/bin',
      '/Users/me/.docker/bin',
    ]),
  )
  const windows: Machine = {
    platform: 'win32',
    home: 'C:\\Users\\me',
    env: { PATH: 'C:\\Windows;.;D:\\bin', ProgramFiles: 'D:\\Programs' },
    uid: undefined,
  }
  expect(searchFolders(windows)).toEqual([
    'C:\\Windows',
    'D:\\bin',
    'C:\\Windows\\System32',
    'D:\\Programs\\RedHat\\Podman',
    'D:\\Programs\\Docker\\Docker\\resources\\bin',
    'D:\\Programs\\Rancher Desktop\\resources\\resources\\win32\\bin',
    'C:\\Users\\me\\.rd\\bin',
  ])
  expect(searchFolders(linux(''))).toEqual(expect.arrayContaining(['/usr/sbin', '/snap/bin']))
})

test('on this machine, what is found can be run', async () => {
  const machine = thisMachine()
  expect(machine.home).not.toBe('')
  for (const path of (await findTools(machine)).values()) expect(path).toMatch(/^([A-Z]:\\|\/)/)
})

function linux(path: string): Machine {
  return { platform: 'linux', home, env: { PATH: path }, uid: 1000 }
}

function program(path: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true })
  writeFileSync(join(home, path), '#!/bin/sh\n', { mode: 0o755 })
}
