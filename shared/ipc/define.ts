import type * as z from 'zod'
import type { FlowMarks } from './wire.ts'

/**
 * What an endpoint does to the engine. Read-only connections refuse everything but `read`, and those
 * that confirm everything refuse it unless a person has said yes to it.
 */
export type Effect = 'read' | 'change' | 'destroy'

/** Names a type at the value level, so that a contract entry reads as one line. */
export const type = <T>() => undefined as T

/** One question, one answer. */
export const request = <Does extends Effect, In extends z.ZodType, Out = void>(spec: {
  effect: Does
  input: In
  output?: Out
}) => ({ kind: 'request', ...spec }) as const

/** Many values until either side closes. */
export const feed = <Does extends Effect, In extends z.ZodType, Value>(spec: {
  effect: Does
  input: In
  value: Value
}) => ({ kind: 'feed', ...spec }) as const

/** Bytes both ways with back-pressure, typed control messages, and one outcome at the end. */
export const pipe = <
  Does extends Effect,
  In extends z.ZodType,
  Ctl extends z.ZodType = z.ZodNever,
  Outcome = void,
>(spec: {
  effect: Does
  input: In
  control?: Ctl
  outcome?: Outcome
  /** How much main sends ahead of the window, where `PIPE_FLOW` is not enough. */
  flow?: FlowMarks
}) => ({ kind: 'pipe', ...spec }) as const

export type Request = { kind: 'request'; effect: Effect; input: z.ZodType; output?: unknown }
export type Feed = { kind: 'feed'; effect: Effect; input: z.ZodType; value: unknown }
export type Pipe = {
  kind: 'pipe'
  effect: Effect
  input: z.ZodType
  control?: z.ZodType
  outcome?: unknown
  flow?: FlowMarks
}
export type Endpoint = Request | Feed | Pipe
export type Contract = Readonly<Record<string, Readonly<Record<string, Endpoint>>>>

export type Input<E extends Endpoint> = z.input<E['input']>
export type ParsedInput<E extends Endpoint> = z.output<E['input']>
export type Output<E> = E extends { output?: infer Out } ? Out : void
export type Outcome<E> = E extends { outcome?: infer Out } ? Out : void
export type Control<E> = E extends { control?: z.ZodType<infer Ctl> } ? Ctl : never
