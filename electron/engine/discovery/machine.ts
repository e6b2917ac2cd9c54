import { homedir } from 'node:os'
import { posix, win32, type PlatformPath } from 'node:path'

/** What decides where engines put their sockets here. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Windows has none. */
  readonly uid: number | undefined
  /** A folder that stands for the root of the disk, so that tests never see the machine's engines. */
  readonly root?: string
}

/** The machine that we run on; with a root, its folders for all people are looked for in there. */
export function thisMachine(root?: string): Machine {
  const { platform, env } = process
  return { platform, home: homedir(), env, uid: process.getuid?.(), ...(root && { root }) }
}

/** Where a path that is the same for all people of a machine is to be looked for. */
export function systemPath({ root = '' }: Machine, path: string): string {
  return root + path
}

/** The machine's way to write paths, which need not be that of the one that we run on. */
export function pathsOf({ platform }: Machine): PlatformPath {
  return platform === 'win32' ? win32 : posix
}

/** Where programs of this person keep their sockets while they run. Windows has no such folder. */
export function runtimeFolder(machine: Machine): string {
  const { env, uid } = machine
  return env['XDG_RUNTIME_DIR'] || systemPath(machine, `/run/user/${uid ?? 0}`)
}

/** Where programs of this person keep their settings. */
export function configFolder(machine: Machine): string {
  return machine.env['XDG_CONFIG_HOME'] || pathsOf(machine).join(machine.home, '.config')
}
