import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCarrier } from './carrier.ts'

/** The control socket of the ssh process that a folder belongs to. */
export function controlPathIn(folder: string): string {
  return join(folder, 'control')
}

/** A socket's path has 104 bytes on macOS, and ssh adds 17 to that of its own while it makes it. */
const MAX_TEMPORARY_CHARS = 50

const PREFIX = 'pilothouse-ssh-'

/** Makes a folder that only this user may enter (`mkdtemp` gives it mode 0700). */
export function makeSshFolder(): Promise<string> {
  return mkdtemp(join(temporaryFolder(), `${PREFIX}${process.pid}-`))
}

/**
 * Ends the ssh processes of a Pilothouse that was killed before it could end them, and removes
 * their folders: they would stay logged in for ever.
 */
export async function sweepSshFolders(program: string): Promise<void> {
  const names = (await readdir(temporaryFolder())).filter(isAbandoned)
  await Promise.all(names.map((name) => sweep(join(temporaryFolder(), name), program)))
}

function isAbandoned(name: string): boolean {
  if (!name.startsWith(PREFIX)) return false
  const owner = Number.parseInt(name.slice(PREFIX.length), 10)
  return owner > 0 && !isAlive(owner)
}

async function sweep(folder: string, program: string): Promise<void> {
  try {
    // Whatever it is, it is not ours to speak to.
    if ((await lstat(folder)).uid !== process.getuid?.()) return
    const request = ['-F', 'none', '-S', controlPathIn(folder), '-O', 'exit', '--', 'abandoned']
    await runCarrier({ program, args: request }, '')
    await rm(folder, { recursive: true, force: true })
  } catch {
    // Another Pilothouse may be sweeping as well.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    // One of another user cannot be signalled, and is there.
    return (cause as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function temporaryFolder(): string {
  const usual = tmpdir()
  return usual.length > MAX_TEMPORARY_CHARS ? '/tmp' : usual
}
