import { Duplex, type Readable, type Writable } from 'node:stream'

/** What a joined stream is made of. */
export interface Ends {
  readonly source: Readable
  readonly target: Writable
  /**
   * Asked once, when nothing more can come: the error that the reader is to see, or none for a
   * plain end. `received` counts bytes; `cause` is what one of the two said.
   */
  readonly fault: (received: number, cause: Error | undefined) => Promise<Error | undefined>
  /** Gives back what the two stand on. */
  readonly release: () => void
}

/**
 * One stream out of one that is read and one that is written. Back-pressure holds both ways, and
 * either way can end before the other.
 */
export function joinStreams({ source, target, fault, release }: Ends): Duplex {
  let received = 0
  let isOver = false

  const joined = new Duplex({
    read: () => void source.resume(),
    write(chunk: Buffer, _encoding, done) {
      target.write(chunk, (error) => {
        if (!error) return done()
        // The reason of it and what is still to be read come first.
        joined.once('end', () => done(error))
        over(error)
      })
    },
    final(done) {
      target.end(() => done())
    },
    destroy(error, done) {
      isOver = true
      source.destroy()
      target.destroy()
      release()
      done(error)
    },
  })

  function over(cause?: Error): void {
    if (isOver) return
    isOver = true
    void fault(received, cause).then((error) => {
      if (error) joined.destroy(error)
      else joined.push(null)
    })
  }

  source.on('data', (chunk: Buffer) => {
    received += chunk.length
    if (!joined.push(chunk)) source.pause()
  })
  source.pause()
  source.once('end', () => over())
  source.once('close', () => over())
  source.on('error', over)
  target.on('error', over)
  // Whoever reads sees it; one that comes before there is a reader must not end the app.
  joined.on('error', () => {})
  return joined
}
