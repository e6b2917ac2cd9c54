import { join } from 'node:path'
import * as z from 'zod'
import type { Finding, Place } from '#shared/contract/places.ts'
import { within } from '../../within.ts'
import { engineLine } from '../engine-text.ts'
import { parseJson } from '../parse-json.ts'
import { askProgram, type ProgramAnswer } from '../ask-program.ts'
import type { InspectedPlace } from './inspect-place.ts'
import { minikubePlace } from './told-places.ts'

interface Options {
  /** Where minikube is. */
  readonly program: string
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
}

/** What the two questions may take together; each takes half a second on an idle machine. */
const ANSWER_MS = 5000

/** It would ask a server for its newest version. */
const QUIET = { MINIKUBE_WANTUPDATENOTIFICATION: 'false' }

/** No machine, or one that is off: `minikube start` helps in either case. */
const STOPPED = new Set(['Stopped', 'Nonexistent'])

const NodeStatus = z.object({ Host: z.string() })

/** Clusters with several nodes answer with all of them, the one with the control plane first. */
const Status = z.union([
  NodeStatus,
  z.tuple([NodeStatus], NodeStatus).transform(([first]) => first),
])

const DockerEnv = z.object({ DOCKER_HOST: z.string().min(1), DOCKER_CERT_PATH: z.string().min(1) })

/** minikube did not say what was asked; the message is its own. */
class UnansweredError extends Error {}

/**
 * How the engines in the nodes of minikube's profiles are reached, or that they stand still. Rejects
 * only where the caller takes the question back.
 */
export function askMinikube(
  profiles: readonly string[],
  options: Options,
): Promise<readonly InspectedPlace[]> {
  return Promise.all(profiles.map((profile) => askProfile(profile, options)))
}

function askProfile(profile: string, options: Options): Promise<InspectedPlace> {
  return within(ANSWER_MS, options.signal, (signal) => askInTime(profile, options, signal))
}

async function askInTime(
  profile: string,
  options: Options,
  signal: AbortSignal,
): Promise<InspectedPlace> {
  const place = minikubePlace(profile)
  const env = { ...options.env, ...QUIET }
  const ask = (...words: readonly string[]) =>
    askProgram(options.program, ['-p', profile, ...words, '-o', 'json'], { env, signal })
  try {
    // Asked first: of a node that is on, and of no other, `docker-env` brings its engine up.
    const { Host } = read(await ask('status'), Status)
    if (STOPPED.has(Host)) return { place, finding: { kind: 'stopped' } }
    if (Host !== 'Running') return { place, finding: failed(`minikube says "${engineLine(Host)}"`) }
    const { DOCKER_HOST, DOCKER_CERT_PATH } = read(await ask('docker-env'), DockerEnv)
    const found = { ...place, endpoint: DOCKER_HOST, tls: filesIn(DOCKER_CERT_PATH) }
    return { place: found, finding: { kind: 'untested' } }
  } catch (cause) {
    options.signal.throwIfAborted()
    const reason = signal.aborted
      ? `minikube did not answer in ${ANSWER_MS / 1000} s`
      : wordsOf(cause)
    return { place, finding: failed(reason) }
  }
}

/** `status` ends with a code other than 0 whenever something is off, and tells it all the same. */
function read<T>({ stdout, stderr }: ProgramAnswer, schema: z.ZodType<T>): T {
  const told = schema.safeParse(parseJson(String(stdout)))
  if (told.success) return told.data
  const words = String(stderr).trim() || String(stdout).trim()
  throw new UnansweredError(words.split(/\r?\n/)[0] || 'minikube says nothing')
}

/** The names that the docker CLI knows. */
function filesIn(folder: string): NonNullable<Place['tls']> {
  const [ca, cert, key] = ['ca.pem', 'cert.pem', 'key.pem'].map((name) => join(folder, name))
  return { ca, cert, key }
}

function failed(reason: string): Finding {
  return { kind: 'failed', reason }
}

function wordsOf(cause: unknown): string {
  return engineLine(cause instanceof Error ? cause.message : String(cause))
}
