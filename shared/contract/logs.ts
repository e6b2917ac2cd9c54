import * as z from 'zod'
import { pipe, type } from '../ipc/define.ts'
import { ObjectRef } from './references.ts'

/** Why a log view has come to its end. */
export type LogEnd =
  /** The engine closed the stream, and the container no longer runs (or `follow` was off). */
  | { readonly kind: 'complete' }
  /** The stream ended while the container runs: lines may be missing until it is opened again. */
  | { readonly kind: 'interrupted' }

export const logs = {
  /**
   * A container's log as frames (`shared/frames.ts`), stdout and stderr in the engine's order;
   * a container with a TTY has stdout alone. Bytes are never altered.
   */
  read: pipe({
    effect: 'read',
    input: ObjectRef.extend({
      /** Lines from the end. */
      tail: z.union([z.int().min(0).max(1_000_000), z.literal('all')]),
      follow: z.boolean(),
      /** Each line begins with the engine's RFC 3339 stamp and a space. */
      timestamps: z.boolean(),
      /** Unix seconds with up to nine decimals; lines of that very moment are included. */
      since: z.string().optional(),
      until: z.string().optional(),
    }),
    outcome: type<LogEnd>(),
  }),
}
