import * as z from 'zod'
import type { Finding, Place } from '#shared/contract/places.ts'
import { cancelled, countDown } from '../call-limits.ts'
import { toEngineId } from '../engine-id.ts'
import { engineLine } from '../engine-text.ts'
import { orAborted } from '../links/or-aborted.ts'
import { parseJson } from '../parse-json.ts'
import { askEngine, TooLongError, type Answer } from './ask-engine.ts'
import { lookAtSocket, type Socket } from './look-at-socket.ts'
import { isDialable, isPipe, socketPath } from './socket-path.ts'

/** A place and what is there. */
export interface InspectedPlace {
  readonly place: Place
  readonly finding: Finding
}

interface Options {
  readonly signal: AbortSignal
}

/** A local engine answers in milliseconds, a VM's in half a second; nobody waits for the rest. */
const INSPECT_DEADLINE_MS = 1500

const TOO_LONG = 'Its path is longer than this system allows for a socket'

/** `Docker/28.5.1 (linux)` */
const SERVER = /^Docker\/(\S+)/

const Info = z.object({
  ID: z.string().min(1).optional().catch(undefined),
  Name: z.string().optional().catch(undefined),
  ServerVersion: z.string().min(1).optional().catch(undefined),
})

const Refusal = z.object({ message: z.string().min(1) })

/** What is at each place, all at once. Rejects only where the caller takes the question back. */
export function inspectPlaces(
  places: readonly Place[],
  options: Options,
): Promise<readonly InspectedPlace[]> {
  return Promise.all(
    places.map(async (place) => ({ place, finding: await inspectPlace(place, options) })),
  )
}

/** What is at one place, within 1.5 s. Rejects only where the caller takes the question back. */
export async function inspectPlace(place: Place, { signal }: Options): Promise<Finding> {
  const path = socketPath(place.endpoint ?? '')
  if (path === undefined) return { kind: 'untested' }
  if (signal.aborted) throw cancelled()
  const end = new AbortController()
  const limits = { signal, deadlineMs: INSPECT_DEADLINE_MS }
  const countdown = countDown(limits, (reason) => end.abort(reason))
  const finding = await inspect(path, end.signal)
  countdown.settle()
  // The question may have been taken back in the same turn in which its answer came.
  if (signal.aborted as boolean) throw cancelled()
  return finding
}

async function inspect(path: string, signal: AbortSignal): Promise<Finding> {
  let socket: Socket = { kind: 'socket', realPath: path }
  try {
    if (!isPipe(path)) {
      // The file system takes no signal, and a network's may never answer.
      const seen = await orAborted(lookAtSocket(path), signal)
      if (seen.kind !== 'socket') return seen
      socket = seen
    }
    const { realPath } = socket
    const dialable = [path, realPath].find(isDialable)
    if (dialable === undefined) return { kind: 'failed', realPath, reason: TOO_LONG }
    return await identify(
      (question) => askEngine({ socketPath: dialable }, question, signal),
      realPath,
    )
  } catch (cause) {
    // Whatever broke off when the time was up, broke off because of that.
    return signal.aborted ? { kind: 'silent', realPath: socket.realPath } : toFinding(cause, socket)
  }
}

/** Asks one path of an engine. */
export type Ask = (path: string) => Promise<Answer>

/** The ping tells most, and at once; where Podman is busy, its `/version` alone takes a second. */
export async function identify(ask: Ask, realPath: string): Promise<Finding> {
  const ping = await ask('/_ping')
  const { 'api-version': api, 'libpod-api-version': podman, server } = ping.headers
  if (ping.status !== 200 || typeof api !== 'string') return fromStranger(ping, realPath)
  // Podman makes up a new id for each answer.
  if (typeof podman === 'string') {
    return { kind: 'answers', realPath, version: engineLine(podman), isPodman: true }
  }
  const info = await askInfo(ask)
  const engineId = toEngineId(info)
  const version = info.ServerVersion ?? SERVER.exec(String(server))?.[1] ?? `API ${api}`
  return {
    kind: 'answers',
    realPath,
    ...(engineId !== undefined && { engineId }),
    version: engineLine(version),
    isPodman: false,
  }
}

/** An engine without its id is better than none: some proxies forbid this, and it may be slow. */
async function askInfo(ask: Ask): Promise<z.output<typeof Info>> {
  try {
    const { status, body } = await ask('/info')
    return status === 200 ? (Info.safeParse(parseJson(body)).data ?? {}) : {}
  } catch {
    return {}
  }
}

/** An engine that is starting, or that has a guard, says no; a stranger says something else. */
function fromStranger({ status, body }: Answer, realPath: string): Finding {
  const isNo = status === 401 || status === 403 || status >= 500
  if (!isNo) return { kind: 'not-an-engine', realPath }
  const said = Refusal.safeParse(parseJson(body)).data?.message
  const reason = said === undefined ? `It answers with HTTP status ${status}` : engineLine(said)
  return { kind: 'failed', realPath, reason }
}

function toFinding(cause: unknown, { realPath, group }: Socket): Finding {
  const error = asError(cause)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (error instanceof TooLongError || code.startsWith('HPE_')) {
    return { kind: 'not-an-engine', realPath }
  }
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { kind: 'missing' }
    case 'ECONNREFUSED':
      return { kind: 'refused', realPath }
    case 'EACCES':
    case 'EPERM':
      return { kind: 'no-permission', realPath, ...(group !== undefined && { group }) }
    case 'ECONNRESET':
    case 'EPIPE':
      return { kind: 'silent', realPath }
    default:
      return { kind: 'failed', realPath, reason: engineLine(error.message) }
  }
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause))
}
