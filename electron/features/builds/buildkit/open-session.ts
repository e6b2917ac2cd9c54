import { randomUUID } from 'node:crypto'
import { EngineError } from '#shared/errors.ts'
import type { Engine } from '../../../engine/index.ts'
import { serveGrpc } from './serve-grpc.ts'
import { sessionMethods, type BuildGifts } from './session-methods.ts'

/** A connection on which BuildKit asks us for what a build needs, as long as it is open. */
export interface BuildSession {
  /** For the query of the build: `session=…`. */
  readonly id: string
  close(): void
}

interface SessionWish extends BuildGifts {
  /** BuildKit takes files that it has from an earlier session with the same. */
  readonly sharedKey?: string | undefined
  readonly signal: AbortSignal
}

/**
 * Opens one (`POST /session`); the signal closes it too. Throws `refused` where the engine has no
 * BuildKit.
 */
export async function openSession(
  engine: Pick<Engine, 'openSession'>,
  { signal, sharedKey, ...gifts }: SessionWish,
): Promise<BuildSession> {
  const id = randomUUID()
  const methods = sessionMethods(gifts)
  const headers = {
    'x-docker-expose-session-uuid': id,
    'x-docker-expose-session-name': 'pilothouse',
    ...(sharedKey !== undefined && { 'x-docker-expose-session-sharedkey': sharedKey }),
    'x-docker-expose-session-grpc-method': [...methods.keys()],
  }
  const connection = await engine.openSession(headers, { signal }).catch(explain)
  // Whoever closed it did so before anything was asked on it.
  if (connection.destroyed) throw new EngineError({ code: 'cancelled', message: 'Cancelled' })
  const session = serveGrpc(connection, methods)
  return {
    id,
    close() {
      session.destroy()
      connection.destroy()
    },
  }
}

function explain(cause: unknown): never {
  if (!(cause instanceof EngineError) || cause.code !== 'not-found') throw cause
  throw new EngineError({
    ...cause.toShape(),
    code: 'refused',
    message: 'This engine does not build with BuildKit, so it takes no secrets for a build',
    hint: 'Build without secrets, or on a Docker engine.',
  })
}
