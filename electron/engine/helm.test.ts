import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Connection } from '#shared/contract/connections.ts'
import type { Machine } from './discovery/machine.ts'
import { createPrograms } from './discovery/programs.ts'
import { createHelm } from './helm.ts'

const WORK_OFFERS = [
  offer('start', 'colima start work', false),
  offer('stop', 'colima stop work', true),
  offer('restart', 'colima restart work', true),
]

let home: string
let connections: Connection[]
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'pilothouse-helm-'))
  mkdirSync(join(home, '.colima', 'work'), { recursive: true })
  mkdirSync(join(home, 'bin'))
  connections = []
})
afterEach(() => rmSync(home, { recursive: true }))

test('an engine is known by its socket, whatever its connection is called', async () => {
  addProgram('colima', 'exit 0')
  symlinkSync(join(home, '.colima', 'work', 'docker.sock'), join(home, 'mine.sock'))
  connections = [
    aConnection('context', `unix://${home}/.colima/work/docker.sock`),
    aConnection('mine', `unix://${home}/mine.sock`),
  ]
  const managed = { kind: 'managed', owner: 'Colima (work)', offers: WORK_OFFERS }
  expect(await helm().steering()).toEqual({ context: managed, mine: managed })
})

test('an engine that was found and folded is steered from the connection in its place', async () => {
  addProgram('colima', 'exit 0')
  const found = aConnection('found', `unix://${home}/.colima/work/docker.sock`)
  connections = [
    { ...aConnection('lab', 'ssh://me@127.0.0.1:2222'), remote: true },
    { ...found, foldedInto: 'lab' },
  ]
  const { lab } = await helm().steering()
  expect(lab).toEqual({ kind: 'managed', owner: 'Colima (work)', offers: WORK_OFFERS })
  expect(await steer('lab', ['colima stop work'])).toEqual({ kind: 'exited', exitCode: 0 })
})

test('where nothing can be done, one sentence says why', async () => {
  connections = [
    { ...aConnection('far', 'ssh://me@far'), remote: true },
    aConnection('unknown', 'unix:///nowhere/docker.sock'),
    aConnection('rancher', `unix://${home}/.rd/docker.sock`),
    aConnection('apple', `unix://${home}/.socktainer/container.sock`),
  ]
  expect(await helm({ platform: 'darwin' }).steering()).toEqual({
    far: unmanaged('Pilothouse does not manage remote engines.'),
    unknown: unmanaged('Pilothouse does not know which program runs this engine.'),
    rancher: unmanaged(
      'Rancher Desktop is started and stopped with "rdctl", which Pilothouse did not find.',
    ),
    apple: unmanaged(
      'Pilothouse knows no command that starts or stops Apple container (socktainer).',
    ),
  })
})

test('at the default place anybody’s engine may be, where Docker’s own daemon is not', async () => {
  connections = [aConnection('default', 'npipe:////./pipe/docker_engine')]
  const course = (await helm({ platform: 'win32' }).steering())['default']
  expect(course).toEqual(unmanaged('Pilothouse does not know which program runs this engine.'))
})

test('what was shown is what is run', async () => {
  addProgram('colima', 'echo "$@"; exit 4')
  connections = [aConnection('mine', `unix://${home}/.colima/work/docker.sock`)]
  const lines: string[] = []
  const end = await steer('mine', ['colima stop work'], lines)
  expect(end).toEqual({ kind: 'exited', exitCode: 4 })
  expect(lines).toEqual(['$ colima stop work', 'stop work'])
})

test('what was shown and has changed since then is not run', async () => {
  addProgram('colima', 'touch ran')
  symlinkSync(join(home, '.colima', 'default', 'docker.sock'), join(home, 'mine.sock'))
  connections = [aConnection('mine', `unix://${home}/mine.sock`)]
  await expect(steer('mine', ['colima stop work'])).rejects.toMatchObject({
    code: 'conflict',
    message: 'Nothing was done to "mine": it would take another command now',
  })
})

test('what is not managed is not steered, nor is what there is not', async () => {
  connections = [{ ...aConnection('far', 'ssh://me@far'), remote: true }]
  await expect(steer('far', ['true'])).rejects.toMatchObject({
    code: 'not-found',
    hint: 'Pilothouse does not manage remote engines.',
  })
  await expect(steer('none', ['true'])).rejects.toMatchObject({ code: 'not-found' })
})

test('what needs root is never run, though it is offered', async () => {
  for (const name of ['podman', 'systemctl', 'sudo']) addProgram(name, 'touch ran')
  connections = [aConnection('local', 'unix:///run/podman/podman.sock')]
  const { local } = await helm().steering()
  const offers = local?.kind === 'managed' ? local.offers : []
  expect(offers.map(({ runBy }) => runBy)).toEqual(['person', 'person', 'person'])
  const commands = offers.find(({ verb }) => verb === 'stop')?.commands ?? []
  await expect(steer('local', commands)).rejects.toMatchObject({ code: 'not-found' })
})

function helm(machine: Partial<Machine> = {}) {
  const env = { PATH: join(home, 'bin'), XDG_RUNTIME_DIR: join(home, 'run') }
  const here: Machine = { platform: 'linux', home, env, uid: 1000, ...machine }
  return createHelm(() => connections, here, createPrograms(here))
}

function steer(connection: string, commands: readonly string[], lines: string[] = []) {
  const { signal } = new AbortController()
  const onLine = (line: string) => void lines.push(line)
  return helm().steer({ connection, verb: 'stop', commands: [...commands] }, { signal, onLine })
}

function addProgram(name: string, script: string) {
  writeFileSync(join(home, 'bin', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
}

function aConnection(id: string, endpoint: string): Connection {
  const looks = { name: id, mode: 'full', remote: false, current: false } as const
  return { id, source: 'added', endpoint, kind: 'socket', ...looks }
}

function offer(verb: string, command: string, endsContainers: boolean) {
  const loss = endsContainers ? { alsoEnds: 'its Kubernetes, if that runs' } : {}
  return { verb, commands: [command], runBy: 'app', endsContainers, ...loss }
}

function unmanaged(reason: string) {
  return { kind: 'unmanaged', reason }
}
