import type { ProgramEnd } from '#shared/contract/places.ts'
import { EngineError } from '#shared/errors.ts'
import type { Machine } from './machine.ts'
import type { Program } from './program.ts'
import { runProgram, type OnLine, type RunOptions } from './run-program.ts'

/** The programs that the app runs for the person: one at a time for each engine. */
export interface Programs {
  /**
   * Runs them one after the other until one fails, and tells each command line before it is run.
   * Rejects with `conflict` while another is at work on the same engine.
   */
  run(work: Work, options: WorkOptions): Promise<ProgramEnd>
  /** Ends what still runs, kindly first; resolves when it has ended. */
  close(): Promise<void>
}

interface Work {
  /** Of `engineKey`. */
  readonly engine: string
  readonly programs: readonly Program[]
}

interface WorkOptions {
  readonly tools: ReadonlyMap<string, string>
  readonly signal: AbortSignal
  readonly onLine: OnLine
}

interface Running {
  readonly command: string
  readonly signal: AbortSignal
  readonly ended: Promise<unknown>
}

/** Nothing runs yet. */
export function createPrograms(machine: Machine): Programs {
  const closing = new AbortController()
  const running = new Map<string, Running>()

  return {
    async run({ engine, programs }, { signal: caller, ...rest }) {
      const command = programs.map((program) => program.command).join('; ')
      for (let other = running.get(engine); other; other = running.get(engine)) {
        if (!other.signal.aborted) throw busy(command, other.command)
        // What was cancelled is given a moment to put things away.
        // oxlint-disable-next-line no-await-in-loop -- another may have come first meanwhile
        await other.ended
      }
      const signal = AbortSignal.any([caller, closing.signal])
      const work = runAll(programs, { ...rest, machine, signal })
      running.set(engine, { command, signal, ended: work.catch(() => {}) })
      try {
        return await work
      } finally {
        running.delete(engine)
      }
    },
    async close() {
      closing.abort()
      await Promise.all([...running.values()].map(({ ended }) => ended))
    },
  }
}

async function runAll(programs: readonly Program[], options: RunOptions): Promise<ProgramEnd> {
  let end: ProgramEnd = { kind: 'exited', exitCode: 0 }
  for (const program of programs) {
    if (end.kind !== 'exited' || end.exitCode !== 0) return end
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await options.onLine(`$ ${program.command}`)
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    end = await runProgram(program, options)
  }
  return end
}

function busy(command: string, other: string): EngineError {
  return new EngineError({
    code: 'conflict',
    message: `Cannot run "${command}": "${other}" is still at work on the same engine`,
    hint: 'Wait for its end, or cancel it.',
  })
}
