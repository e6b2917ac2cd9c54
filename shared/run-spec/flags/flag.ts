import type { RunSpec } from '../run-spec.ts'

/** One flag of `docker run`: how it is read into a spec, and how a spec is said by it. */
export interface Flag {
  /** Without dashes. */
  readonly name: string
  /** One letter. */
  readonly short?: string
  /** Other names that mean the same. */
  readonly aliases?: readonly string[]
  /** A switch takes its value only after `=`. */
  readonly isSwitch?: boolean
  /** The spec with it; throws `BadValue`. */
  readonly read: (spec: RunSpec, value: string) => RunSpec
  /** The values by which it says what the spec holds; none where that goes without saying. */
  readonly write: (spec: RunSpec) => readonly string[]
}
