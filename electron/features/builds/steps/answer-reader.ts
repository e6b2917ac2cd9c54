/** One line of what an engine says while it builds. */
export interface BuildAnswerLine {
  readonly id?: string
  readonly stream?: string
  readonly status?: string
  readonly progressDetail?: { readonly current?: number; readonly total?: number }
  readonly aux?: string | { readonly ID?: string }
}

/** Reads what one kind of builder says. */
export interface AnswerReader {
  add(line: BuildAnswerLine): void
  /** The image that it has made, as it says at last. */
  readonly imageId: string | undefined
}

/** What an engine has sent, as far as it is what it should be. */
export function toAnswerLine(raw: object): BuildAnswerLine {
  const { id, stream, status, progressDetail, aux } = raw as Readonly<Record<string, unknown>>
  const { ID } = isObject(aux) ? aux : {}
  return {
    ...(typeof id === 'string' && { id }),
    ...(typeof stream === 'string' && { stream }),
    ...(typeof status === 'string' && { status }),
    ...(isObject(progressDetail) && { progressDetail }),
    ...(typeof aux === 'string' && { aux }),
    ...(typeof ID === 'string' && { aux: { ID } }),
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** The image of `{"aux":{"ID":"sha256:…"}}`; the builder of before tells of each stage so. */
export function imageIn({ aux }: BuildAnswerLine): string | undefined {
  return typeof aux === 'object' ? aux.ID : undefined
}
