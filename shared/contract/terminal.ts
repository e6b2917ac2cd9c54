import * as z from 'zod'
import { pipe, request, type } from '../ipc/define.ts'
import { ObjectRef } from './references.ts'

/** A terminal larger than this is a mistake, and costs the engine memory. */
const MAX_TERMINAL_SIDE = 1000
const Side = z.int().min(1).max(MAX_TERMINAL_SIDE)

/** In character cells. */
export const TerminalSize = z.object({ columns: Side, rows: Side })
export type TerminalSize = z.infer<typeof TerminalSize>

export type ShellEnd =
  | { readonly kind: 'exited'; readonly exitCode: number }
  /** The stream ended, and the engine could not say how the shell ended. */
  | { readonly kind: 'interrupted' }

export const terminal = {
  /** The path of the best shell in the container; fails with `no-shell` where there is none. */
  findShell: request({ effect: 'read', input: ObjectRef, output: type<string>() }),
  /** A shell with a TTY. Closing the pipe ends the shell and all that it started. */
  exec: pipe({
    effect: 'change',
    input: ObjectRef.extend({ shell: z.string().min(1).max(4096), size: TerminalSize }),
    control: z.strictObject({ resize: TerminalSize }),
    outcome: type<ShellEnd>(),
  }),
}
