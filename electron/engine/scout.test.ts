import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PlaceReport } from '#shared/contract/places.ts'
import { createEngines, type Engines } from './index.ts'
import { createScout, type Scout } from './scout.ts'

let home: string
let engines: Engines
let scout: Scout
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'pilothouse-home-'))
  mkdirSync(join(home, '.minikube/profiles/work'), { recursive: true })
  writeFileSync(join(home, '.minikube/profiles/work/config.json'), '{}')
  mkdirSync(join(home, 'bin'))
  const environment = { host: 'unix:///nowhere', context: undefined, tlsVerify: undefined }
  engines = createEngines({ environment: { ...environment, configFolder: home } })
  const env = { PATH: `${home}/bin:${process.env['PATH']}`, XDG_RUNTIME_DIR: home }
  scout = createScout(engines, { platform: 'linux', home, env, uid: 1000, root: home })
})
afterEach(async () => {
  await Promise.all([scout.close(), engines.close()])
  rmSync(home, { recursive: true })
})

function minikube(script: string): void {
  writeFileSync(join(home, 'bin/minikube'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
}

const owners = (reports: readonly PlaceReport[] = []) => reports.map(({ place }) => place.owner)

test('a look tells what is there without waiting for a slow program, and anew when that answers', async () => {
  minikube(`until test -e ${home}/go; do sleep 0.02; done; echo '{"Host":"Stopped"}'`)
  const tell = vi.fn<(reports: readonly PlaceReport[]) => void>()
  const looking = scout.look({ signal: AbortSignal.timeout(10_000), tell })
  await vi.waitUntil(() => tell.mock.calls.length > 0)
  expect(owners(tell.mock.lastCall?.[0])).toContain('docker')
  expect(owners(tell.mock.lastCall?.[0])).not.toContain('minikube')
  writeFileSync(join(home, 'go'), '')
  expect(owners(await looking)).toContain('minikube')
  expect(tell).toHaveBeenCalledTimes(2)
})

test('what a program said before is told at once by the next look', async () => {
  minikube(`echo '{"Host":"Stopped"}'`)
  await scout.look({ signal: AbortSignal.timeout(10_000) })
  const tell = vi.fn<(reports: readonly PlaceReport[]) => void>()
  await scout.look({ signal: AbortSignal.timeout(10_000), tell })
  expect(tell).toHaveBeenCalledOnce()
  expect(owners(tell.mock.lastCall?.[0])).toContain('minikube')
})
