import { EngineError } from '#shared/errors.ts'

/** What is known of a login for an image's registry. */
export interface RegistryAuth {
  /** As the Engine API has it in `X-Registry-Auth`. Who pushes sends an empty one where there is none. */
  readonly login?: object
  /** Why the login that there may be was not found. */
  readonly problem?: string
}

/** Finds the login for an image's registry. Rejects only when its caller takes the question back. */
export type FindRegistryAuth = (reference: string, signal: AbortSignal) => Promise<RegistryAuth>

/** Nobody is logged in anywhere. */
export const noRegistryAuth: FindRegistryAuth = () => Promise.resolve({})

/** What a registry says to who is not logged in, or may not. */
const WANTS_LOGIN = /no basic auth credentials|unauthorized|authentication required|denied/i

/** The engine's no, with why there was no login, where the registry asks for one. */
export function withLoginProblem(cause: unknown, { problem }: RegistryAuth): unknown {
  if (problem === undefined || !(cause instanceof EngineError)) return cause
  if (!WANTS_LOGIN.test(cause.engineMessage ?? cause.message)) return cause
  return new EngineError({ ...cause.toShape(), hint: problem })
}
