import * as z from 'zod'
import { request, type } from '../ipc/define.ts'
import { ObjectRef } from './references.ts'

/** A command line may be megabytes long; beyond this nobody reads it. */
export const MAX_COMMAND_LENGTH = 4096

/** One process of a container, as its engine tells of it. */
export interface ContainerProcess {
  /** The number that the engine gives: on Docker the one on the engine's machine. */
  readonly pid: string
  /** Cut to `MAX_COMMAND_LENGTH`. */
  readonly command: string
  /** The container's main process: the container stops when it ends. */
  readonly isMain: boolean
  /** One for each title. */
  readonly cells: readonly string[]
}

export interface ProcessList {
  /** The headings in the engine's own words: `PID`, `USER`, `%CPU`. */
  readonly titles: readonly string[]
  /** Where among the titles the process number and the command are. */
  readonly pidAt: number
  readonly commandAt: number
  readonly processes: readonly ContainerProcess[]
}

/** The signals that are offered, in the order of the menu. */
export const ProcessSignal = z.enum([
  'TERM',
  'KILL',
  'HUP',
  'INT',
  'QUIT',
  'USR1',
  'USR2',
  'STOP',
  'CONT',
])
export type ProcessSignal = z.infer<typeof ProcessSignal>

export const processes = {
  /** Fails with `conflict` where the container is paused or does not run. */
  list: request({ effect: 'read', input: ObjectRef, output: type<ProcessList>() }),
  /**
   * Sends a signal to the process that the list shows by this number and command. It is refused
   * where that process cannot be told for certain from the others inside the container.
   */
  signal: request({
    effect: 'destroy',
    input: ObjectRef.extend({
      pid: z.string().regex(/^[1-9][0-9]{0,9}$/),
      command: z.string().max(MAX_COMMAND_LENGTH),
      signal: ProcessSignal,
    }),
  }),
}
