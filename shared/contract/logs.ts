import * as z from 'zod'
import { pipe, type } from '../ipc/define.ts'
import type { FlowMarks } from '../ipc/wire.ts'
import { ObjectRef } from './references.ts'

/** Why a log view has come to its end. */
export type LogEnd =
  /** The engine closed the stream, and the container no longer runs (or `follow` was off). */
  | { readonly kind: 'complete' }
  /** The stream ended while the container runs: lines may be missing until it is opened again. */
  | { readonly kind: 'interrupted' }

/** A flood goes on while the window stores what it has; a window that stops costs no more. */
const LOG_FLOW: FlowMarks = { high: 4 * 1024 * 1024, low: 1024 * 1024 }

/** Unix seconds with up to nine decimals, as the Engine API takes them. */
const Moment = z.string().regex(/^\d{1,11}(\.\d{1,9})?$/)

export const logs = {
  /**
   * A container's log as the bytes of frames (`shared/frames.ts`), cut anywhere; stdout and stderr
   * in the engine's order, and of a container with a TTY stdout alone. Bytes are never altered.
   */
  read: pipe({
    effect: 'read',
    input: ObjectRef.extend({
      /** Lines from the end. */
      tail: z.union([z.int().min(0).max(1_000_000), z.literal('all')]),
      follow: z.boolean(),
      /** Each line begins with the engine's RFC 3339 stamp and a space. */
      timestamps: z.boolean(),
      /** Only lines of this moment and later. */
      since: Moment.optional(),
      /** Only lines before this moment. */
      until: Moment.optional(),
    }),
    outcome: type<LogEnd>(),
    flow: LOG_FLOW,
  }),
}
