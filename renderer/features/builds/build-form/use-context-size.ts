import { useEffect, useState } from 'react'
import type { BuilderKind, BuildSource, ContextSize } from '#shared/contract/builds.ts'
import type { EngineError } from '#shared/errors.ts'
import { engine } from '../../../ipc/client.ts'

export interface Measured {
  readonly of: string
  readonly size?: ContextSize
  readonly error?: EngineError
}

interface Measuring {
  readonly source: BuildSource | undefined
  readonly dockerfile: string
  readonly builder: BuilderKind | undefined
  /** Another one has it measured again: an ignore file may have been saved. */
  readonly turn: number
}

/** What would be sent to the engine, counted while somebody looks. */
export function useContextSize({ source, dockerfile, builder, turn }: Measuring) {
  const id = source?.kind === 'folder' ? source.source : undefined
  const of = JSON.stringify([id, dockerfile, builder, turn])
  const [measured, setMeasured] = useState<Measured>()
  useEffect(() => {
    if (id === undefined || dockerfile === '') return undefined
    return engine.builds.measure(
      { source: id, dockerfile, ...(builder && { builder }) },
      {
        onValue: (size) => setMeasured({ of, size }),
        onEnd: (error) => error && setMeasured({ of, error }),
      },
    )
  }, [id, dockerfile, builder, of])
  return measured?.of === of ? measured : undefined
}
