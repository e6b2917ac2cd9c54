import type { AttachEnd, AttachFacts, TerminalProgram } from '#shared/contract/terminal.ts'
import type { EngineError } from '#shared/errors.ts'

/** How what runs in a terminal stands. */
export type ShellStatus =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly facts?: AttachFacts }
  | AttachEnd
  /** The person has left it, and it goes on. */
  | { readonly kind: 'detached' }
  /** Main has ended it: its connection allows no more what it could do. `why` is a sentence. */
  | { readonly kind: 'forbidden'; readonly why: string }
  /** It never ran. */
  | { readonly kind: 'failed'; readonly error: EngineError }
  /** Its tab was closed. */
  | { readonly kind: 'closed' }

/** What the program is called in a sentence. */
const SUBJECTS: Readonly<Record<TerminalProgram['kind'], string>> = {
  shell: 'The shell',
  attach: 'The main process',
  debug: 'The debug shell',
}

/** What to say of one that does not run; nothing while it does. */
export function endWords(
  status: ShellStatus,
  { kind }: TerminalProgram = { kind: 'shell' },
): string | undefined {
  const subject = SUBJECTS[kind]
  switch (status.kind) {
    case 'exited':
      return `${subject} exited with code ${status.exitCode}`
    case 'interrupted':
      return `The connection to ${subject.toLowerCase()} was lost`
    case 'restarted':
      return `${subject} ended, and the engine has started it again`
    case 'gone':
      return kind === 'debug' ? `${subject} ended` : `${subject} ended with its container`
    case 'detached':
      return `Detached. ${subject} goes on.`
    case 'forbidden':
      return status.why
    case 'starting':
    case 'running':
    case 'failed':
    case 'closed':
      return undefined
    default:
      return status satisfies never
  }
}

/** What becomes of what is typed to a container's own program. */
export function inputWords({ tty, input }: AttachFacts): string {
  switch (input) {
    case 'open':
      return tty
        ? 'What you type goes to its main process.'
        : 'It has no terminal: each line that you enter goes to its main process.'
    case 'closes':
      return 'Its input would end when you leave, so it is given none.'
    case 'none':
      return 'It takes no input.'
    default:
      return input satisfies never
  }
}
