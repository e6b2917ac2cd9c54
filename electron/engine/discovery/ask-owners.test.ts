import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createOwners, type Owners } from './ask-owners.ts'

const STOPPED = { kind: 'stopped' }

let home: string
let config: string
let owners: Owners
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'pilothouse-home-'))
  mkdirSync(join(home, '.minikube/profiles/work'), { recursive: true })
  config = join(home, '.minikube/profiles/work/config.json')
  writeFileSync(config, '{}')
  const script = `#!/bin/sh\necho "$*" >> ${home}/calls\necho '{"Host":"Stopped"}'\n`
  writeFileSync(join(home, 'minikube'), script, { mode: 0o755 })
  writeFileSync(join(home, 'calls'), '')
  const env = { PATH: process.env['PATH'] }
  owners = createOwners({ platform: 'linux', home, env, uid: 1000 })
})
afterEach(() => {
  owners.close()
  vi.restoreAllMocks()
  rmSync(home, { recursive: true })
})

function ask({ again = false, profiles = ['work'] } = {}) {
  const tools = new Map([['minikube', join(home, 'minikube')]])
  return owners.ask({ tools, instances: { minikube: profiles }, again })
}

const calls = () => readFileSync(join(home, 'calls'), 'utf8').split('\n').length - 1

test('programs are asked once a minute, however often one looks', async () => {
  expect(owners.said()).toEqual([])
  const now = vi.spyOn(performance, 'now')
  now.mockReturnValue(0)
  const [first, second] = await Promise.all([ask(), ask()])
  expect(first).toEqual([expect.objectContaining({ finding: STOPPED })])
  expect(second).toEqual(first)
  expect(owners.said()).toBe(first)
  now.mockReturnValue(59_000)
  expect(await ask()).toBe(first)
  expect(calls()).toBe(1)
  now.mockReturnValue(60_000)
  expect(await ask()).not.toBe(first)
  expect(calls()).toBe(2)
})

test('they are asked at once when the person says so', async () => {
  await ask()
  await ask({ again: true })
  expect(calls()).toBe(2)
})

test('they are asked at once when minikube has written its file of a profile, or has another one', async () => {
  await ask()
  utimesSync(config, 1, 1)
  await ask()
  expect(calls()).toBe(2)
  expect(await ask({ profiles: ['work', 'more'] })).toHaveLength(2)
  expect(calls()).toBe(4)
})

test('nobody is asked for what is not there', async () => {
  const nothing = { tools: new Map<string, string>(), instances: { minikube: ['work'] } }
  expect(await owners.ask({ ...nothing, again: true })).toEqual([])
  expect(calls()).toBe(0)
})
