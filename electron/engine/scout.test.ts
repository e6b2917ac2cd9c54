import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { createServer } from 'node:http'
import { dirname, join } from 'node:path'
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

/** An engine at Docker's default socket, where nothing names it. */
async function startEngine() {
  const path = join(home, 'var/run/docker.sock')
  mkdirSync(dirname(path), { recursive: true })
  const headers = { 'api-version': '1.41' }
  const server = createServer((request, response) => {
    response.writeHead(200, headers).end(request.url?.endsWith('/_ping') ? 'OK' : '{"ID":"E1"}')
  })
  await new Promise<void>((resolve) => server.listen(path, resolve))
  return { endpoint: `unix://${path}`, close: () => server.close() }
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

test('a look that was broken off takes nothing from the one before it', async () => {
  const engine = await startEngine()
  const looking = scout.look({ signal: AbortSignal.timeout(10_000) })
  await expect(scout.look({ signal: AbortSignal.abort() })).rejects.toThrow('Cancelled')
  await looking
  expect(engines.list().map(({ endpoint }) => endpoint)).toContain(engine.endpoint)
  engine.close()
})

test('a report names what folded into a connection, and that connection too', async () => {
  const engine = await startEngine()
  const id = await engines.add({
    name: 'lab',
    endpoint: engine.endpoint,
    mode: 'full',
    colour: '',
    label: '',
  })
  const reports = await scout.look({ signal: AbortSignal.timeout(10_000) })
  const docker = reports.find(({ place }) => place.owner === 'docker')
  const found = engines.list().find(({ foldedInto }) => foldedInto === id)
  expect(found).toBeDefined()
  expect(new Set(docker?.connections)).toEqual(new Set([id, found?.id]))
  engine.close()
})

test('a fix is of the connections that lead there when it is run, and not when it was offered', async () => {
  mkdirSync(join(home, '.colima/default'), { recursive: true })
  writeFileSync(join(home, '.colima/default/colima.yaml'), '')
  writeFileSync(join(home, 'bin/colima'), '#!/bin/sh\n', { mode: 0o755 })
  const reports = await scout.look({ signal: AbortSignal.timeout(10_000) })
  const report = reports.find(({ fix }) => fix?.kind === 'run')
  expect(report?.place.owner).toBe('colima')
  const id = report?.fix?.kind === 'run' ? report.fix.id : ''
  expect(scout.behindFix(id)).toEqual([])
  const { endpoint = '' } = report?.place ?? {}
  const looks = { name: 'lab', mode: 'read-only', colour: '', label: '' } as const
  const added = await engines.add({ ...looks, endpoint })
  expect(scout.behindFix(id)).toEqual([added])
})
