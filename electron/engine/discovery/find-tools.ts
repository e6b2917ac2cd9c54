import { access, constants, lstat, stat } from 'node:fs/promises'
import { pathsOf, type Machine } from './machine.ts'

/** The programs that `fixFor` asks for; macOS alone starts apps by `open`, Windows alone has WSL. */
const TOOLS = [
  'colima',
  'docker',
  'dockerd',
  'finch',
  'limactl',
  'minikube',
  'orb',
  'podman',
  'rdctl',
  'systemctl',
  'usermod',
] as const
const MAC_TOOLS = ['open'] as const
const WINDOWS_TOOLS = ['wsl'] as const

/** Where the known programs are: names to absolute paths. None of them is run. */
export function findTools(machine: Machine): Promise<ReadonlyMap<string, string>> {
  return findPrograms(machine, toolsOf(machine))
}

/** The absolute paths of the programs among these that are there, in the order of the names. */
export async function findPrograms(
  machine: Machine,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const folders = searchFolders(machine)
  const found = await Promise.all(
    names.map(async (name) => {
      const path = await findProgram(machine, folders, name)
      return path === undefined ? [] : [[name, path] as const]
    }),
  )
  return new Map(found.flat())
}

function toolsOf({ platform }: Machine): readonly string[] {
  if (platform === 'darwin') return [...TOOLS, ...MAC_TOOLS]
  return platform === 'win32' ? [...TOOLS, ...WINDOWS_TOOLS] : TOOLS
}

/**
 * The folders of PATH, then those where engines put their programs: what is started from a desktop
 * does not have the PATH of the person's shell.
 */
export function searchFolders(machine: Machine): readonly string[] {
  const paths = pathsOf(machine)
  const own = (machine.env['PATH'] ?? '').split(paths.delimiter)
  // An empty or relative entry means the folder that we happen to be in, where anything may lie.
  const absolute = own.filter((folder) => paths.isAbsolute(folder))
  return [...new Set([...absolute, ...usualFolders(machine)])]
}

/**
 * What programs are started with. They call each other, and need the longer PATH for it; colours
 * would be shown as characters.
 */
export function programEnvironment(machine: Machine): NodeJS.ProcessEnv {
  const PATH = searchFolders(machine).join(pathsOf(machine).delimiter)
  return { ...machine.env, PATH, NO_COLOR: '1', TERM: 'dumb' }
}

function usualFolders(machine: Machine): readonly string[] {
  const { platform, home, env } = machine
  const paths = pathsOf(machine)
  const inHome = (...names: readonly string[]) => paths.join(home, ...names)
  if (platform === 'win32') {
    const programs = env['ProgramFiles'] || 'C:\\Program Files'
    return [
      paths.join(env['SystemRoot'] || 'C:\\Windows', 'System32'),
      paths.join(programs, 'RedHat', 'Podman'),
      paths.join(programs, 'Docker', 'Docker', 'resources', 'bin'),
      paths.join(programs, 'Rancher Desktop', 'resources', 'resources', 'win32', 'bin'),
      inHome('.rd', 'bin'),
    ]
  }
  const own = [inHome('.rd', 'bin'), inHome('.docker', 'bin'), inHome('.local', 'bin')]
  const system = ['/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin', '/sbin']
  return platform === 'darwin'
    ? [
        '/opt/homebrew/bin',
        ...system,
        '/opt/podman/bin',
        '/opt/local/bin',
        inHome('.orbstack', 'bin'),
        ...own,
      ]
    : [...system, '/home/linuxbrew/.linuxbrew/bin', '/snap/bin', ...own]
}

async function findProgram(
  machine: Machine,
  folders: readonly string[],
  name: string,
): Promise<string | undefined> {
  const paths = pathsOf(machine)
  // Only a real program can be started without a shell; `.cmd` and `.bat` need one.
  const file = machine.platform === 'win32' ? `${name}.exe` : name
  for (const folder of folders) {
    const path = paths.join(folder, file)
    if (await isProgram(machine, path)) return path
  }
  return undefined
}

async function isProgram({ platform }: Machine, path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    // What Windows has for a program of its store, such as `wt`, is a link that nothing can follow.
    if (platform === 'win32' && (await lstat(path)).isSymbolicLink()) return true
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}
