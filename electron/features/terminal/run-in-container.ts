import { finished } from 'node:stream/promises'
import { segment, type Engine } from '../../engine/index.ts'
import { exitCodeOf } from './exit-code.ts'

/** Walking through the processes of a busy machine that a container shares. */
const SCRIPT_DEADLINE_MS = 20_000

/** Runs a command beside the container's own, and gives its exit code. Its output is dropped. */
export async function runInContainer(
  engine: Engine,
  id: string,
  command: readonly string[],
  user?: string,
): Promise<number | undefined> {
  const signal = AbortSignal.timeout(SCRIPT_DEADLINE_MS)
  const container = engine.docker({ signal }).getContainer(segment(id))
  const exec = await container.exec({
    Cmd: [...command],
    AttachStdout: true,
    AttachStderr: true,
    ...(user !== undefined && { User: user }),
  })
  const start = { hijack: true, _body: { Detach: false, Tty: false } }
  const ended = await engine.pauseTurns.start(id)
  try {
    const socket = engine.hold(await exec.start(start), { isLeftWork: true })
    socket.resume()
    await finished(socket).catch(() => {})
  } finally {
    ended()
  }
  return exitCodeOf(exec)
}
