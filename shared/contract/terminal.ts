import * as z from 'zod'
import { pipe, request, type } from '../ipc/define.ts'
import type { FlowMarks } from '../ipc/wire.ts'
import { ObjectRef, Reference } from './references.ts'

/** Twice what a terminal collects of a flood: one half comes while it has the other. */
const TERMINAL_FLOW: FlowMarks = { high: 8 * 1024 * 1024, low: 4 * 1024 * 1024 }

/** A terminal larger than this is a mistake, and costs the engine memory. */
const MAX_TERMINAL_SIDE = 1000
const Side = z.int().min(1).max(MAX_TERMINAL_SIDE)

/** In character cells. */
export const TerminalSize = z.object({ columns: Side, rows: Side })
export type TerminalSize = z.infer<typeof TerminalSize>

/** No argument of a program may hold one; the engine would cut it there. */
const NO_NUL = /^[^\0]*$/
const Word = z.string().max(4096).regex(NO_NUL)

/** A command line in its words; the first one is the program. */
const Command = z.tuple([Word.min(1)], Word)

/** `NAME=value` */
const Variable = z
  .string()
  .max(32_768)
  .regex(/^[^=\0]+=[^\0]*$/)

/** What is run in a container, by whom and where; what is left out is as the container has it. */
export const ExecWish = z.object({
  command: Command,
  /** `name`, `uid`, `name:group` or `uid:gid`. */
  user: Word.min(1).optional(),
  folder: Word.min(1).optional(),
  env: z.array(Variable).max(200).optional(),
})
export type ExecWish = z.output<typeof ExecWish>

export type ShellEnd =
  | { readonly kind: 'exited'; readonly exitCode: number }
  /** The stream ended, and the engine could not say how the shell ended. */
  | { readonly kind: 'interrupted' }

/** How a container's own program came to its end, as far as one that is attached to it can tell. */
export type AttachEnd =
  | ShellEnd
  /** It ended, and the engine has started it again. */
  | { readonly kind: 'restarted' }
  /** The container went with it. */
  | { readonly kind: 'gone' }

/** What one can do who is attached to a container. */
export interface AttachFacts {
  /** The program has a terminal; else it has streams of lines. */
  readonly tty: boolean
  /**
   * `closes`: it would take input from the first who is attached, and end with them. So it is
   * given none.
   */
  readonly input: 'open' | 'none' | 'closes'
}

/** What runs in a terminal. Plain data, so that it can be kept and run again. */
export const TerminalProgram = z.discriminatedUnion('kind', [
  /** A shell of the container's own, the best one if none is named. */
  z.object({
    kind: z.literal('shell'),
    ...ExecWish.partial().shape,
    /** What was not written down with it, as it may have been a secret. */
    unkept: z.array(z.enum(['command', 'env'])).optional(),
  }),
  /** The container's main process, which was there before. */
  z.object({ kind: z.literal('attach') }),
  /** A shell of another image, beside the container. */
  z.object({ kind: z.literal('debug'), image: Reference }),
])
export type TerminalProgram = z.output<typeof TerminalProgram>

const Resize = z.strictObject({ resize: TerminalSize })

export const terminal = {
  /** The path of the best shell in the container; fails with `no-shell` where there is none. */
  findShell: request({ effect: 'read', input: ObjectRef, output: type<string>() }),
  /** The paths of all of its shells that we know, best first. */
  findShells: request({ effect: 'read', input: ObjectRef, output: type<readonly string[]>() }),
  /** A program with a TTY. Closing the pipe ends it and all that it started. */
  exec: pipe({
    effect: 'change',
    input: ObjectRef.extend({ ...ExecWish.shape, size: TerminalSize }),
    control: Resize,
    flow: TERMINAL_FLOW,
    outcome: type<ShellEnd>(),
  }),
  attachFacts: request({ effect: 'read', input: ObjectRef, output: type<AttachFacts>() }),
  /**
   * The main process of a running container. Closing the pipe leaves it running, and nothing that
   * can be typed detaches from it.
   */
  attach: pipe({
    effect: 'change',
    input: ObjectRef.extend({ size: TerminalSize }),
    control: Resize,
    flow: TERMINAL_FLOW,
    outcome: type<AttachEnd>(),
  }),
  /**
   * A shell of another image, in a container of its own that shares processes, network and volumes
   * with this one. Closing the pipe removes it.
   */
  debug: pipe({
    effect: 'change',
    input: ObjectRef.extend({ image: Reference, size: TerminalSize }),
    control: Resize,
    flow: TERMINAL_FLOW,
    outcome: type<AttachEnd>(),
  }),
  /** The command line that opens a shell in the container with the docker CLI, to be copied. */
  cliCommand: request({ effect: 'read', input: ObjectRef, output: type<string>() }),
  /** The same in the desktop's own terminal program. */
  openInSystem: request({ effect: 'change', input: ObjectRef }),
}
