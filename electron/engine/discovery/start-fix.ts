import type { Fix, Startable, Tools } from './fix.ts'

/** A command line as its words, and the programs that must be there for it to work. */
interface Start {
  readonly words: readonly [string, ...string[]]
  readonly needs: readonly string[]
}

/** How to start an engine, where the programs for it are there. What needs root is only shown. */
export function startFix(what: Startable, tools: Tools): Fix | undefined {
  const start = howToStart(what, tools)
  if (!start?.needs.every((program) => tools.has(program))) return undefined
  const { owner, name, instance } = what
  const title = `Start ${name}`
  const command = start.words.join(' ')
  const [program, ...args] = start.words
  if (program === 'sudo') return { kind: 'command', title, command }
  const id = ['start', owner, ...(instance === undefined ? [] : [instance])].join(':')
  return { kind: 'run', id, title, command, program, args }
}

function howToStart({ owner, instance }: Startable, tools: Tools): Start | undefined {
  switch (owner) {
    case 'docker':
      return asRoot('docker', 'dockerd')
    case 'orbstack':
      return by('orb', 'start')
    case 'rancher-desktop':
      return by('rdctl', 'start')
    case 'podman-rootless':
      return { words: userUnit('podman.socket').words, needs: ['systemctl', 'podman'] }
    case 'podman-root':
      return asRoot('podman.socket', 'podman')
    default:
      return instance === undefined ? undefined : howToStartInstance(owner, instance, tools)
  }
}

/** Of the owners that start nothing without being told what. */
function howToStartInstance(
  owner: Startable['owner'],
  instance: string,
  tools: Tools,
): Start | undefined {
  switch (owner) {
    case 'docker-rootless':
      return userUnit(instance)
    case 'docker-desktop':
      return dockerDesktop(instance, tools)
    case 'colima':
      return instance === 'default' ? by('colima', 'start') : by('colima', 'start', instance)
    case 'lima':
      return by('limactl', 'start', instance)
    case 'podman-machine':
      return by('podman', 'machine', 'start', instance)
    case 'minikube':
      return by('minikube', 'start', '-p', instance)
    case 'wsl':
      return by('wsl', '-d', instance, '--exec', 'true')
    case 'finch':
      return tools.has('systemctl') ? asRoot(instance, 'finch') : by('finch', 'vm', 'start')
    default:
      return undefined
  }
}

/** A unit of systemd on Linux, an app on macOS; on Windows only its newer command line tells. */
function dockerDesktop(instance: string, tools: Tools): Start {
  if (tools.has('systemctl')) return userUnit(instance)
  return tools.has('open') ? by('open', '-a', instance) : by('docker', 'desktop', 'start')
}

function by(program: string, ...args: readonly string[]): Start {
  return { words: [program, ...args], needs: [program] }
}

function userUnit(unit: string): Start {
  return by('systemctl', '--user', 'start', unit)
}

function asRoot(unit: string, engine: string): Start {
  return { words: ['sudo', 'systemctl', 'start', unit], needs: ['systemctl', engine] }
}
