import type { Duplex } from 'node:stream'
import { finished } from 'node:stream/promises'
import { EngineError } from '#shared/errors.ts'
import { unframe } from './unframe.ts'

export interface CarryOptions {
  /**
   * What was typed ahead waits until the terminal has its size: a program must not find it without
   * one.
   */
  readonly sized: Promise<void>
  /** False: what is typed goes nowhere. */
  readonly takesInput?: boolean
  /** The engine sends frames, as it does where there is no TTY. */
  readonly framed?: boolean
}

/**
 * Bytes both ways, each held back by its reader, until the engine or the window ends it. True when
 * it was us who cut it, because the engine is gone or the app quits.
 */
export async function carry(
  socket: Duplex,
  stream: Duplex,
  { sized, takesInput = true, framed = false }: CarryOptions,
): Promise<boolean> {
  const output = framed ? socket.pipe(unframe()) : socket
  stream.once('close', () => {
    socket.destroy()
    output.destroy()
  })
  if (stream.destroyed) socket.destroy()
  if (takesInput) void sized.then(() => stream.pipe(socket))
  else stream.resume()
  output.once('error', (cause) => socket.destroy(cause))
  output.pipe(stream, { end: false })
  const fault: unknown = await finished(socket).catch((cause: unknown) => cause)
  // What has come from the engine may not be out of its frames yet, where the window is behind.
  if (fault === undefined) await finished(output, { writable: false }).catch(() => {})
  return fault instanceof EngineError
}
