import { expect, test } from 'vitest'
import { FixRef, type EngineOwner, type Finding, type Place } from '#shared/contract/places.ts'
import { toOffer } from './fix.ts'
import { fixFor } from './fixes.ts'

const LINUX = ['systemctl', 'usermod']
const MISSING: Finding = { kind: 'missing' }
const REFUSED: Finding = { kind: 'refused', realPath: '/x.sock' }
const SILENT: Finding = { kind: 'silent', realPath: '/x.sock' }

test.each<[EngineOwner, string | undefined, readonly string[], string]>([
  ['colima', 'default', ['colima'], 'colima start'],
  ['colima', 'work', ['colima'], 'colima start work'],
  ['lima', 'docker', ['limactl'], 'limactl start docker'],
  ['rancher-desktop', undefined, ['rdctl'], 'rdctl start'],
  ['orbstack', undefined, ['orb'], 'orb start'],
  ['podman-machine', 'big', ['podman'], 'podman machine start big'],
  [
    'podman-rootless',
    'podman.socket',
    ['podman', ...LINUX],
    'systemctl --user start podman.socket',
  ],
  ['docker-rootless', 'docker.service', LINUX, 'systemctl --user start docker.service'],
  [
    'docker-desktop',
    'docker-desktop.service',
    LINUX,
    'systemctl --user start docker-desktop.service',
  ],
  ['docker-desktop', 'Docker', ['open', 'docker'], 'open -a Docker'],
  ['docker-desktop', 'Docker Desktop', ['docker'], 'docker desktop start'],
  ['finch', 'finch', ['finch'], 'finch vm start'],
  ['wsl', 'Ubuntu', ['wsl'], 'wsl -d Ubuntu --exec true'],
  ['minikube', 'work', ['minikube'], 'minikube start -p work'],
])(
  '%s (%s) is started by a button where its program is there',
  (owner, instance, tools, command) => {
    const place = at(owner, instance)
    const [program, ...args] = command.split(' ')
    const id = instance === undefined ? `start:${owner}` : `start:${owner}:${instance}`
    const engine = `${owner}:${instance ?? ''}`
    const started = { command, name: program, args }
    const fix = { kind: 'run', id, title: 'Start It', command, engine, program: started }
    expect(fixFor(place, MISSING, new Set(tools))).toEqual(fix)
    expect(fixFor(place, REFUSED, new Set(tools))).toEqual(fix)
    expect(fixFor(place, { kind: 'stopped' }, new Set(tools))).toEqual(fix)
    expect(fixFor(place, MISSING, new Set())).toBeUndefined()
  },
)

test.each<[EngineOwner, string, readonly string[], string]>([
  ['docker', 'docker.service', ['dockerd', ...LINUX], 'sudo systemctl start docker'],
  ['podman-root', 'podman.socket', ['podman', ...LINUX], 'sudo systemctl start podman.socket'],
  ['finch', 'finch.socket', ['finch', ...LINUX], 'sudo systemctl start finch.socket'],
])('%s needs root, and so its command is only shown', (owner, instance, tools, command) => {
  const fix = fixFor(at(owner, instance), MISSING, new Set(tools))
  expect(fix).toEqual({ kind: 'command', title: 'Start It', command })
  expect(fixFor(at(owner, instance), MISSING, new Set(LINUX))).toBeUndefined()
})

test.each<EngineOwner>(['docker-rootless', 'docker-desktop', 'colima', 'lima', 'finch'])(
  '%s that was never set up cannot be started',
  (owner) => {
    const everything = new Set([...LINUX, 'docker', 'open', 'colima', 'limactl', 'finch'])
    expect(fixFor(at(owner), MISSING, everything)).toBeUndefined()
  },
)

test('the first Podman machine is for the person to make', () => {
  expect(fixFor(at('podman-machine'), MISSING, new Set(['podman']))).toEqual({
    kind: 'command',
    title: 'Make a Podman machine and start it',
    command: 'podman machine init --now',
  })
  expect(fixFor(at('podman-machine'), MISSING, new Set())).toBeUndefined()
})

test.each([
  ['/Users/me/.colima/default/docker.sock', 'Colima', 'colima start'],
  ['/Users/me/.config/colima/work/docker.sock', 'Colima (work)', 'colima start work'],
  ['/Users/me/.lima/docker/sock/docker.sock', 'Lima (docker)', 'limactl start docker'],
  ['/Users/me/.rd/docker.sock', 'Rancher Desktop', 'rdctl start'],
  ['/Users/me/.orbstack/run/docker.sock', 'OrbStack', 'orb start'],
  ['/Users/me/.docker/run/docker.sock', 'Docker Desktop', 'open -a Docker'],
  ['/tmp/T/podman/big-api.sock', 'Podman machine (big)', 'podman machine start big'],
  [
    '/Users/me/.local/share/containers/podman/machine/podman.sock',
    'Podman machine',
    'podman machine start podman-machine-default',
  ],
  ['/Applications/Finch/lima/data/finch/sock/finch.sock', 'Finch', 'finch vm start'],
])('a default socket that leads to %s was left behind by %s', (target, owner, command) => {
  const tools = new Set(['colima', 'limactl', 'rdctl', 'orb', 'open', 'podman', 'finch'])
  expect(fixFor(at('docker'), { kind: 'dangling', target }, tools)).toMatchObject({
    kind: 'run',
    title: `Start ${owner}, which left this link behind`,
    command,
  })
})

test('Podman’s own sockets on Linux are known behind a link, too', () => {
  const tools = new Set(['podman', 'dockerd', ...LINUX])
  const at0 = (target: string) => fixFor(at('docker'), { kind: 'dangling', target }, tools)
  expect(at0('/run/podman/podman.sock')).toMatchObject({
    kind: 'command',
    command: 'sudo systemctl start podman.socket',
  })
  expect(at0('/run/user/1000/podman/podman.sock')).toMatchObject({
    kind: 'run',
    command: 'systemctl --user start podman.socket',
  })
})

test('a link to who knows where helps nobody at the default socket', () => {
  const tools = new Set(['dockerd', 'colima', ...LINUX])
  for (const target of ['/opt/x/docker.sock', '/home/me/.colima/--edit/docker.sock']) {
    const dangling: Finding = { kind: 'dangling', target }
    expect(fixFor(at('docker'), dangling, tools)).toBeUndefined()
    expect(fixFor(at('colima', 'work'), dangling, tools)).toMatchObject({
      command: 'colima start work',
    })
  }
})

test('who may not use a socket joins the group that may', () => {
  const denied = (group?: string): Finding =>
    group === undefined
      ? { kind: 'no-permission', realPath: '/x' }
      : { kind: 'no-permission', realPath: '/x', group }
  const tools = new Set(LINUX)
  expect(fixFor(at('docker'), denied('docker'), tools)).toEqual({
    kind: 'command',
    title: 'Join the group "docker", then log out and in again',
    command: 'sudo usermod -aG docker $USER',
  })
  for (const group of [undefined, 'root', 'a b', '$(reboot)']) {
    expect(fixFor(at('docker'), denied(group), tools)).toBeUndefined()
  }
  expect(fixFor(at('docker'), denied('docker'), new Set())).toBeUndefined()
})

test.each<[EngineOwner, string | undefined, readonly string[], string]>([
  ['docker', 'docker.service', ['dockerd', ...LINUX], 'sudo systemctl restart docker'],
  ['docker-rootless', 'docker.service', LINUX, 'systemctl --user restart docker.service'],
  ['docker-desktop', 'Docker', ['docker'], 'docker desktop restart'],
  ['colima', 'default', ['colima'], 'colima restart'],
  ['colima', 'work', ['colima'], 'colima restart work'],
  ['lima', 'vm', ['limactl'], 'limactl stop vm; limactl start vm'],
  ['podman-machine', 'big', ['podman'], 'podman machine stop big; podman machine start big'],
  ['rancher-desktop', undefined, ['rdctl'], 'rdctl shutdown; rdctl start'],
])('a silent %s (%s) is for the person to restart', (owner, instance, tools, command) => {
  const place = at(owner, instance)
  const title = 'Restart It (this stops its containers)'
  expect(fixFor(place, SILENT, new Set(tools))).toEqual({ kind: 'command', title, command })
  expect(fixFor(place, SILENT, new Set())).toBeUndefined()
})

test('the restart of a Podman whose containers run on does not threaten them', () => {
  const place = at('podman-rootless', 'podman.socket')
  expect(fixFor(place, SILENT, new Set(['podman', ...LINUX]))).toEqual({
    kind: 'command',
    title: 'Restart It',
    command: 'systemctl --user restart podman.socket',
  })
})

test.each<Finding>([
  { kind: 'answers', realPath: '/x', version: '1', isPodman: false },
  { kind: 'not-a-socket', realPath: '/x' },
  { kind: 'not-an-engine', realPath: '/x' },
  { kind: 'failed', realPath: '/x', reason: 'no' },
  { kind: 'untested' },
])('nothing is offered where it $kind', (finding) => {
  const tools = new Set(['dockerd', 'colima', ...LINUX])
  expect(fixFor(at('docker', 'docker.service'), finding, tools)).toBeUndefined()
  expect(fixFor(at('colima', 'default'), finding, tools)).toBeUndefined()
})

test('no button ever runs sudo or a shell', () => {
  const owners: EngineOwner[] = [
    ...(['docker', 'docker-rootless', 'docker-desktop', 'orbstack', 'colima', 'lima'] as const),
    ...(['rancher-desktop', 'podman-machine', 'podman-rootless', 'podman-root'] as const),
    ...(['podman-connection', 'finch', 'socktainer', 'minikube', 'wsl'] as const),
  ]
  const all = { has: () => true }
  const fixes = owners.flatMap((owner) =>
    [MISSING, REFUSED, SILENT].flatMap((finding) => fixFor(at(owner, 'vm'), finding, all) ?? []),
  )
  const programs = fixes.flatMap((fix) => (fix.kind === 'run' ? [fix.program.name] : []))
  expect(new Set(programs)).toEqual(
    new Set(['systemctl', 'orb', 'colima', 'limactl', 'rdctl', 'podman', 'minikube', 'wsl']),
  )
})

test('the window is told what a button does, and not how', () => {
  const fix = fixFor(at('colima', 'work'), MISSING, new Set(['colima']))
  expect(fix && toOffer(fix)).toEqual({
    kind: 'run',
    id: 'start:colima:work',
    title: 'Start It',
    command: 'colima start work',
  })
  const shown = fixFor(at('podman-machine'), MISSING, new Set(['podman']))
  expect(shown && toOffer(shown)).toBe(shown)
})

test('a button can be named by its id, however long the name of its instance', () => {
  // No file system that we know takes a longer name.
  const fix = fixFor(at('podman-machine', 'x'.repeat(255)), MISSING, new Set(['podman']))
  const id = fix?.kind === 'run' ? fix.id : undefined
  expect(FixRef.parse({ fix: id })).toEqual({ fix: id })
  expect(FixRef.safeParse({ fix: '' }).success).toBe(false)
})

function at(owner: EngineOwner, instance?: string): Place {
  const place: Place = { id: owner, owner, name: 'It', endpoint: 'unix:///x.sock' }
  return instance === undefined ? place : { ...place, instance }
}
