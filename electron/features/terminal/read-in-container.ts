import { addAbortSignal } from 'node:stream'
import { EngineError } from '#shared/errors.ts'
import { createFrameParser } from '#shared/frames.ts'
import { segment, type Engine } from '../../engine/index.ts'
import { exitCodeOf } from './exit-code.ts'

export interface ReadWish {
  readonly command: readonly string[]
  readonly env?: readonly string[]
  /** Whoever it runs as, if not as the container's own user. */
  readonly user?: string
  /** How long it may take, in milliseconds. */
  readonly deadlineMs?: number
  /** Whether what it complains of is in its output as well, where it comes: as on a terminal. */
  readonly isMixed?: boolean
}

/** What a command printed, and how it ended. */
export interface WhatItSaid {
  readonly output: Buffer
  /** What it complained of: shells warn of this and that, and do what they are told all the same. */
  readonly complaints: Buffer
  /** The output is longer than this. */
  readonly isCut: boolean
  /** Absent where the engine says that it still runs. */
  readonly exitCode: number | undefined
}

/** Walking through the processes of a busy machine that a container shares. */
const DEADLINE_MS = 20_000

/** Timers take no more, and no part of a millisecond. */
const MAX_TIMER_MS = 2 ** 31 - 1

/** Ten thousand processes; a script of ours says no more. */
const MAX_OUTPUT_BYTES = 4 * 1024 * 1024

/**
 * Runs a command beside the container's own, to its end, and gives what it
 * printed. One that has not ended in time goes on without us: see to that where it matters.
 */
export async function readInContainer(
  engine: Engine,
  id: string,
  { command, env = [], user, deadlineMs = DEADLINE_MS, isMixed = false }: ReadWish,
  signal: AbortSignal,
): Promise<WhatItSaid> {
  const late = AbortSignal.timeout(Math.min(Math.ceil(deadlineMs), MAX_TIMER_MS))
  const either = AbortSignal.any([signal, late])
  const container = engine.docker({ signal: either }).getContainer(segment(id))
  const started = await engine.pauseTurns.start(id)
  const [said, complained] = [collect(), collect()]
  try {
    const exec = await container.exec({
      Cmd: [...command],
      Env: [...env],
      AttachStdout: true,
      AttachStderr: true,
      ...(user !== undefined && { User: user }),
    })
    const socket = engine.hold(await exec.start(START))
    const parser = createFrameParser()
    for await (const chunk of addAbortSignal(either, socket) as AsyncIterable<Buffer>) {
      for (const { stream, payload } of parser.push(chunk)) {
        const isApart = stream === 'stderr' && !isMixed
        if (isApart) complained.take(payload)
        else said.take(payload)
      }
    }
    parser.end()
    // It has ended in time, however long the engine takes to say how.
    const exitCode = await exitCodeOf(engine.docker({ signal }).getExec(exec.id))
    return { ...said.all(), complaints: complained.all().output, exitCode }
  } catch (cause) {
    if (late.aborted && !signal.aborted) throw tooLong(deadlineMs)
    throw cause instanceof EngineError ? cause : cutOff()
  } finally {
    started()
  }
}

const START = { hijack: true, _body: { Detach: false, Tty: false } }

function tooLong(ms: number): EngineError {
  return new EngineError({
    code: 'timeout',
    message: `It had not ended after ${Math.round(ms / 100) / 10} s`,
  })
}

function cutOff(): EngineError {
  return new EngineError({
    code: 'bad-answer',
    message: 'The engine cut off what the command in the container said',
  })
}

function collect() {
  const chunks: Uint8Array[] = []
  let bytes = 0
  return {
    /** What is beyond the limit is read as well, or the command could not end. */
    take(chunk: Uint8Array) {
      if (bytes < MAX_OUTPUT_BYTES) chunks.push(chunk)
      bytes += chunk.length
    },
    all() {
      const output = Buffer.concat(chunks).subarray(0, MAX_OUTPUT_BYTES)
      return { output, isCut: bytes > MAX_OUTPUT_BYTES }
    },
  }
}
