import { Transform } from 'node:stream'
import { createFrameParser } from '#shared/frames.ts'

/** Takes the engine's frames and gives what is in them, in their order, whichever stream it is of. */
export function unframe(): Transform {
  const parser = createFrameParser({ asViews: true })
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        for (const { payload } of parser.push(chunk)) if (payload.length > 0) this.push(payload)
        done()
      } catch (cause) {
        done(cause as Error)
      }
    },
  })
}
