import type { BuilderKind, BuildSettings } from '#shared/contract/builds.ts'
import type { OpenedSource } from './context/index.ts'
import type { DockerfileOutline } from './steps/dockerfile-outline.ts'
import type { StepBoard } from './steps/step-board.ts'

/** A build, with all that it takes. */
export interface BuildOrder {
  readonly source: OpenedSource
  readonly settings: BuildSettings
  readonly builder: BuilderKind
  /** Of what is built of the Dockerfile. */
  readonly outline: DockerfileOutline
  /** By their ids. */
  readonly secrets: ReadonlyMap<string, Uint8Array>
}

/** Whoever follows a build. */
export interface BuildWatch {
  readonly board: StepBoard
  readonly signal: AbortSignal
  /** Bytes of the context that were sent so far. */
  readonly onSent: (bytes: number) => void
  readonly now: () => number
}
