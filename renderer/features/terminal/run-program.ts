import type { Consent } from '#lib/consent.ts'
import type {
  AttachEnd,
  AttachFacts,
  TerminalProgram,
  TerminalSize,
} from '#shared/contract/terminal.ts'
import type { engine } from '../../ipc/client.ts'
import type { ByteChannel, OnData } from '../../ipc/pipe-port.ts'
import type { TerminalTarget } from './terminal-target.ts'

/** The part of the engine's client that terminals use. */
export type ShellClient = Pick<
  typeof engine.terminal,
  'findShell' | 'exec' | 'attachFacts' | 'attach' | 'debug'
>

/** A program with what goes to it and comes from it. */
export interface RunningProgram {
  readonly channel: ByteChannel<{ resize: TerminalSize }, AttachEnd>
  /** Of one that was there before. */
  readonly facts?: AttachFacts
}

/** What is known before it is begun; beginning it is another step, which takes the size of then. */
export type Beginning = (size: TerminalSize, consent: Consent, onData: OnData) => RunningProgram

/** Finds out what must be known of the container before the program can be run there. */
export async function prepareProgram(
  client: ShellClient,
  { connection, id }: TerminalTarget,
  program: TerminalProgram,
): Promise<Beginning> {
  const ref = { connection, id }
  switch (program.kind) {
    case 'shell': {
      const {
        kind: _shell,
        unkept: _,
        command = [await client.findShell(ref)],
        ...choice
      } = program
      const wish = { ...ref, ...choice, command }
      return (size, consent, onData) => ({
        channel: client.exec({ ...wish, size }, consent, onData),
      })
    }
    case 'attach': {
      const facts = await client.attachFacts(ref)
      return (size, consent, onData) => ({
        channel: client.attach({ ...ref, size }, consent, onData),
        facts,
      })
    }
    case 'debug': {
      const { image } = program
      return (size, consent, onData) => ({
        channel: client.debug({ ...ref, image, size }, consent, onData),
      })
    }
    default:
      return program satisfies never
  }
}
