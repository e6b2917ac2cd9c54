import { expect, test } from 'vitest'
import type { EngineOwner, SteerVerb } from '#shared/contract/places.ts'
import { linesFor, toolsFor } from './owner-commands.ts'
import { steerPlans } from './steer-plans.ts'

const LINUX = ['systemctl', 'sudo']

test.each<[EngineOwner, string | undefined, readonly string[], readonly string[]]>([
  ['colima', 'default', ['colima'], ['colima start', 'colima stop', 'colima restart']],
  ['colima', 'work', ['colima'], ['colima start work', 'colima stop work', 'colima restart work']],
  [
    'minikube',
    'work',
    ['minikube'],
    [
      'minikube start -p work',
      'minikube stop -p work',
      'minikube stop -p work; minikube start -p work',
    ],
  ],
  [
    'wsl',
    'Ubuntu',
    ['wsl'],
    [
      'wsl -d Ubuntu --exec true',
      'wsl --terminate Ubuntu',
      'wsl --terminate Ubuntu; wsl -d Ubuntu --exec true',
    ],
  ],
  [
    'lima',
    'vm',
    ['limactl'],
    ['limactl start vm', 'limactl stop vm', 'limactl stop vm; limactl start vm'],
  ],
  [
    'podman-machine',
    'big',
    ['podman'],
    [
      'podman machine start big',
      'podman machine stop big',
      'podman machine stop big; podman machine start big',
    ],
  ],
  [
    'rancher-desktop',
    undefined,
    ['rdctl'],
    ['rdctl start', 'rdctl shutdown', 'rdctl shutdown; rdctl start'],
  ],
  ['orbstack', undefined, ['orb'], ['orb start', 'orb stop', 'orb restart docker']],
  [
    'finch',
    'finch',
    ['finch'],
    ['finch vm start', 'finch vm stop', 'finch vm stop; finch vm start'],
  ],
  [
    'docker-desktop',
    'Docker',
    ['docker', 'open'],
    ['open -a Docker', 'docker desktop stop', 'docker desktop restart'],
  ],
  [
    'docker-desktop',
    'Docker Desktop',
    ['docker'],
    ['docker desktop start', 'docker desktop stop', 'docker desktop restart'],
  ],
  [
    'docker-desktop',
    'docker-desktop.service',
    LINUX,
    [
      'systemctl --user start docker-desktop.service',
      'systemctl --user stop docker-desktop.service',
      'systemctl --user restart docker-desktop.service',
    ],
  ],
  [
    'docker-rootless',
    'docker.service',
    LINUX,
    [
      'systemctl --user start docker.service',
      'systemctl --user stop docker.service',
      'systemctl --user restart docker.service',
    ],
  ],
])('%s (%s) is steered by the app, and ends its containers', (owner, instance, tools, commands) => {
  expect(shown(owner, instance, tools)).toEqual([
    `app: ${commands[0]}`,
    `app: ${commands[1]}, ends containers`,
    `app: ${commands[2]}, ends containers`,
  ])
  expect(shown(owner, instance, [])).toEqual([])
})

test('Podman’s containers run on without its socket', () => {
  expect(shown('podman-rootless', 'podman.socket', ['podman', ...LINUX])).toEqual([
    'app: systemctl --user start podman.socket',
    'app: systemctl --user stop podman.socket',
    'app: systemctl --user restart podman.socket',
  ])
})

test.each<[EngineOwner, string, string, readonly string[]]>([
  [
    'docker',
    'docker.service',
    'dockerd',
    [
      'person: sudo systemctl start docker',
      // A socket unit that stays would start the engine again at our next question.
      'person: sudo systemctl stop docker.socket docker, ends containers',
      'person: sudo systemctl restart docker, ends containers',
    ],
  ],
  [
    'podman-root',
    'podman.socket',
    'podman',
    [
      'person: sudo systemctl start podman.socket',
      'person: sudo systemctl stop podman.socket',
      'person: sudo systemctl restart podman.socket',
    ],
  ],
  [
    'finch',
    'finch.socket',
    'finch',
    [
      'person: sudo systemctl start finch.socket',
      'person: sudo systemctl stop finch.socket finch.service',
      'person: sudo systemctl restart finch.socket',
    ],
  ],
])('what needs root at %s (%s) is only shown', (owner, instance, engine, expected) => {
  expect(shown(owner, instance, [engine, ...LINUX])).toEqual(expected)
  expect(shown(owner, instance, LINUX)).toEqual([])
})

test('what has its program is offered, though another has not', () => {
  expect(shown('docker-desktop', 'Docker', ['open'])).toEqual(['app: open -a Docker'])
})

test.each<EngineOwner>(['colima', 'lima', 'finch', 'docker-desktop', 'docker-rootless'])(
  '%s that was never set up is not steered',
  (owner) => {
    const all = { has: () => true }
    expect(steerPlans({ owner, name: 'It' }, all)).toEqual([])
    expect(toolsFor({ owner, name: 'It' }, all)).toEqual([])
  },
)

test('the tools that would be needed have names', () => {
  const nothing = new Set<string>()
  expect(toolsFor(it('colima', 'default'), nothing)).toEqual(['colima'])
  expect(toolsFor(it('docker'), nothing)).toEqual(['systemctl', 'dockerd'])
  expect(toolsFor(it('docker-desktop', 'Docker'), new Set(['open']))).toEqual(['open', 'docker'])
})

test('what else goes down with an engine is told, where it does', () => {
  const orbstack = steerPlans(it('orbstack'), new Set(['orb']))
  expect(orbstack.map(({ offer }) => offer.alsoEnds)).toEqual([
    undefined,
    'its Linux machines',
    // "orb restart docker" restarts the engine alone.
    undefined,
  ])
  const lima = steerPlans(it('lima', 'vm'), new Set(['limactl']))
  const vm = 'what else runs in that VM'
  expect(lima.map(({ offer }) => offer.alsoEnds)).toEqual([undefined, vm, vm])
})

test('arguments stay words: nothing is read by a shell', () => {
  const how = linesFor('stop', it('colima', 'a;b $(c)'), new Set(['colima']))
  expect(how?.lines).toEqual([['colima', 'stop', 'a;b $(c)']])
})

/** Every offer as one line; what is run is asserted to be what is shown. */
function shown(owner: EngineOwner, instance: string | undefined, tools: readonly string[]) {
  const verbs: SteerVerb[] = []
  const lines = steerPlans(it(owner, instance), new Set(tools)).map(({ offer, programs }) => {
    verbs.push(offer.verb)
    expect(programs.map(({ name, args }) => [name, ...args].join(' '))).toEqual(offer.commands)
    const loss = offer.endsContainers ? ', ends containers' : ''
    return `${offer.runBy}: ${offer.commands.join('; ')}${loss}`
  })
  expect(verbs).toEqual(['start', 'stop', 'restart'].slice(0, lines.length))
  return lines
}

function it(owner: EngineOwner, instance?: string) {
  return { owner, name: 'It', ...(instance !== undefined && { instance }) }
}
