import { randomUUID } from 'node:crypto'
import type { HealthRun } from '#shared/contract/health.ts'
import { EngineError } from '#shared/errors.ts'
import { segment, type Engine } from '../../engine/index.ts'
import { endShell, findShell, readInContainer, refuseUnlessRunning } from '../terminal/index.ts'
import { toHealthReport } from './to-health-report.ts'

/** By its value the command, and all that it started, is found again. */
const MARKER_NAME = 'PILOTHOUSE_CHECK'

/** A check says a line or two; a page of a server is cut here. */
const MAX_OUTPUT = 65_536

/** Runs the container's own check once, as the engine would. One that takes too long is ended. */
export async function runCheck(
  engine: Engine,
  id: string,
  signal: AbortSignal,
): Promise<HealthRun> {
  const inspect = await engine.docker({ signal }).getContainer(segment(id)).inspect()
  refuseUnlessRunning(inspect)
  const check = toHealthReport(inspect)?.check
  if (!check) throw new EngineError({ code: 'refused', message: 'It has no health check' })
  const { command, timeoutMs } = check
  const marker = `${MARKER_NAME}=${randomUUID()}`
  const began = performance.now()
  const durationMs = () => Math.round(performance.now() - began)
  try {
    const wish = { command, env: [marker], deadlineMs: timeoutMs, isMixed: true }
    const { output, isCut, exitCode } = await readInContainer(engine, id, wish, signal)
    if (exitCode === undefined) throw noEnd()
    const text = output.toString()
    return {
      durationMs: durationMs(),
      exitCode,
      output: text.slice(0, MAX_OUTPUT),
      isCut: isCut || text.length > MAX_OUTPUT,
    }
  } catch (cause) {
    // It may run still, whyever nobody waits for it any more.
    const isLate = cause instanceof EngineError && cause.code === 'timeout'
    engine.finishBeforeClose(endIt(engine, id, marker))
    if (isLate) return { durationMs: durationMs(), output: '', isCut: false }
    throw cause
  }
}

function noEnd(): EngineError {
  return new EngineError({
    code: 'bad-answer',
    message: 'The engine did not say how the check ended',
  })
}

/** Where an image has no shell, nothing can end it: it ends by itself, or with the container. */
async function endIt(engine: Engine, id: string, marker: string): Promise<void> {
  try {
    const shell = await findShell(engine, id, AbortSignal.timeout(10_000))
    await endShell(engine, { id, shell, marker })
  } catch {
    // The container is gone, or has no shell.
  }
}
