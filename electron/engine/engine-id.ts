interface RawInfo {
  readonly ID?: string | null | undefined
  /** Of its host. */
  readonly Name?: string | null | undefined
}

/**
 * What tells an engine from all others, over every way to it. A machine that was copied with its
 * engine has the same id as the first one, and hardly ever the same name.
 */
export function toEngineId({ ID, Name }: RawInfo): string | undefined {
  return ID ? [ID, Name].filter(Boolean).join(' ') : undefined
}
