import { once } from 'node:events'
import { lookup } from 'node:dns/promises'
import { realpath } from 'node:fs/promises'
import { connect } from 'node:net'
import type { TestStep, TestStepName } from '#shared/contract/connections.ts'
import type { EngineError } from '#shared/errors.ts'
import { within } from '../within.ts'
import type { Address } from './address.ts'
import { createDocker } from './docker.ts'
import type { Link } from './links/link.ts'
import { openLink } from './links/open-link.ts'
import { findDistribution } from './links/wsl-link.ts'
import { fromSystemError } from './system-errors.ts'
import { createTransport } from './transport.ts'

/** Long enough for a host that must be woken; a step that takes longer has failed. */
const STEP_DEADLINE_MS = 20_000

/** Does one step, and answers with what it found out; nothing where this kind has no such step. */
type Step = (signal: AbortSignal) => Promise<string | undefined>

/** Tries an endpoint, step by step, and tells of each; stops at the first that fails. */
export async function testEndpoint(
  address: Address,
  endpoint: string,
  signal: AbortSignal,
  tell: (step: TestStep) => void,
): Promise<void> {
  const link = openLink(address)
  const transport = createTransport(link, endpoint)
  const docker = (limit: AbortSignal) =>
    createDocker(transport, endpoint, { signal: limit, deadlineMs: STEP_DEADLINE_MS })
  const steps: Readonly<Record<TestStepName, Step>> = {
    resolve: (limit) => resolve(address, limit),
    connect: (limit) => reach(address, limit),
    authenticate: (limit) => prove(address, link, limit),
    ping: async (limit) => String(await docker(limit).ping()),
    version: async (limit) => {
      const { Version, ApiVersion } = await docker(limit).version()
      return `Engine ${Version}, API ${ApiVersion}`
    },
  }
  try {
    for (const [step, run] of Object.entries(steps) as [TestStepName, Step][]) {
      if (!(await take(step, run, endpoint, signal, tell)) || signal.aborted) return
    }
  } finally {
    await transport.close()
  }
}

/** Whether the next step may be taken. */
async function take(
  step: TestStepName,
  run: Step,
  endpoint: string,
  signal: AbortSignal,
  tell: (step: TestStep) => void,
): Promise<boolean> {
  tell({ step, result: { kind: 'running' } })
  const begun = performance.now()
  try {
    const detail = await within(STEP_DEADLINE_MS, signal, run)
    const ms = Math.round(performance.now() - begun)
    tell({
      step,
      result: detail === undefined ? { kind: 'skipped' } : { kind: 'done', detail, ms },
    })
    return true
  } catch (cause) {
    const error: EngineError = fromSystemError(cause, endpoint)
    tell({ step, result: { kind: 'failed', error: error.toShape() } })
    return false
  }
}

async function resolve(address: Address, signal: AbortSignal): Promise<string | undefined> {
  switch (address.kind) {
    case 'socket':
      // Windows pipes have no file behind them.
      return address.path.startsWith('\\\\') ? undefined : realpath(address.path)
    case 'tcp':
    case 'tls':
      return (await lookup(address.host)).address
    case 'ssh':
      // Only ssh knows: the host may be an alias, or behind another one.
      return undefined
    case 'wsl':
      return findDistribution(address, signal)
    default:
      return address satisfies never
  }
}

/** TLS and ssh: both sides say who they are while a stream is opened. */
async function prove(address: Address, link: Link, signal: AbortSignal) {
  if (address.kind !== 'tls' && address.kind !== 'ssh') return undefined
  const stream = await link.dial(signal)
  stream.on('error', () => {}).destroy()
  return address.host
}

async function reach(address: Address, signal: AbortSignal): Promise<string | undefined> {
  if (address.kind === 'ssh' || address.kind === 'wsl') return undefined
  const target = address.kind === 'socket' ? { path: address.path } : address
  const socket = connect(target)
  try {
    await once(socket, 'connect', { signal })
    return address.kind === 'socket' ? address.path : `${socket.remoteAddress}:${socket.remotePort}`
  } finally {
    socket.on('error', () => {}).destroy()
  }
}
