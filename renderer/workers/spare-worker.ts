/** A worker that is started before it is needed. */
export interface SpareWorker<Host> {
  /** The one that is ready, or a new one; another is made ready after a while. */
  take(): Host
  /** Makes one ready, if none is. */
  prepare(): void
}

/** The part of a worker that a spare needs. */
export interface SpareHost {
  onerror: ((event: never) => void) | null
  terminate(): void
}

interface SpareParts<Host> {
  open(): Host
  /** Before another is made ready: what the last one is for comes first. */
  readonly afterMs: number
}

/** One worker in reserve: each takes some MB, and as long to start as a person takes to notice. */
export function createSpareWorker<Host extends SpareHost>({
  open,
  afterMs,
}: SpareParts<Host>): SpareWorker<Host> {
  let spare: Host | undefined

  function prepare(): void {
    if (spare) return
    const host = open()
    // Whoever needs one then starts it anew, and is told of what is wrong.
    host.onerror = () => {
      if (spare === host) spare = undefined
      host.terminate()
    }
    spare = host
  }

  return {
    take() {
      const host = spare ?? open()
      host.onerror = null
      spare = undefined
      setTimeout(prepare, afterMs)
      return host
    },
    prepare,
  }
}
