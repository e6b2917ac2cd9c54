import { cutText } from '#lib/cut-text.ts'
import type { ContainerProcess, ProcessSignal } from '#shared/contract/processes.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { ConfirmOptions } from '#ui/confirm.tsx'

/** What a signal does, beside its name in the menu and in the question. */
export const SIGNALS: Readonly<
  Record<ProcessSignal, { readonly does: string; readonly consequence: string }>
> = {
  TERM: { does: 'ask it to end', consequence: 'It is asked to end, and may save its work first.' },
  KILL: { does: 'end it at once', consequence: 'It ends at once, and cannot save its work first.' },
  HUP: {
    does: 'hang up, or reload',
    consequence: 'Many servers read their settings anew; other programs end.',
  },
  INT: {
    does: 'interrupt, as Ctrl+C',
    consequence: 'It is interrupted as by Ctrl+C, and may end.',
  },
  QUIT: {
    does: 'quit, with a dump',
    consequence: 'It is told to quit. Some programs stop in good order, others leave a core dump.',
  },
  USR1: {
    does: 'its own meaning',
    consequence: 'What that means is up to the program. One that does not know it ends.',
  },
  USR2: {
    does: 'its own meaning',
    consequence: 'What that means is up to the program. One that does not know it ends.',
  },
  STOP: { does: 'freeze it', consequence: 'It stands still until it is sent CONT.' },
  CONT: { does: 'let it go on', consequence: 'If it was stopped, it goes on.' },
}

/** Longer commands would make the question a page. */
const MAX_NAME = 60

/** `process 41 (nginx: worker process)` */
export function processInWords({
  pid,
  command,
}: Pick<ContainerProcess, 'pid' | 'command'>): string {
  const text = visibleText(command)
  const cut = cutText(text, MAX_NAME)
  const name = cut.length < text.length ? `${cut}…` : cut
  return name === '' ? `process ${pid}` : `process ${pid} (${name})`
}

interface Circumstances {
  /** `container "web-1"` */
  readonly where: string
  /** The engine removes the container as soon as it stops. */
  readonly vanishes: boolean
}

/** The question before a signal is sent. */
export function signalQuestion(
  process: ContainerProcess,
  signal: ProcessSignal,
  { where, vanishes }: Circumstances,
): ConfirmOptions {
  const { consequence } = SIGNALS[signal]
  return {
    tier: 1,
    question: `Send ${signal} to ${processInWords(process)}?`,
    objects: [],
    verb: `Send ${signal}`,
    consequence: [consequence, ...mainWords(process, signal, where, vanishes)].join(' '),
  }
}

function mainWords(
  { isMain }: ContainerProcess,
  signal: ProcessSignal,
  where: string,
  vanishes: boolean,
): readonly string[] {
  if (!isMain || signal === 'STOP' || signal === 'CONT') return []
  const lost =
    'It was made with "--rm": the engine then removes it, with its anonymous volumes and what was written inside.'
  return [
    `It is the main process of ${where}, which stops when it ends.`,
    ...(vanishes ? [lost] : []),
  ]
}
