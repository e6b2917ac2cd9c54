import { StringDecoder } from 'node:string_decoder'
import { stripVTControlCharacters } from 'node:util'
import type { BuildLine, BuildStep } from '#shared/contract/builds.ts'
import { visibleLines } from '#shared/visible-text.ts'

/** A longer line is cut: it is there to be read. */
const MAX_LINE_CHARS = 4000

/** What does not end as a line is told after so much. */
const MAX_OPEN_CHARS = 64 * 1024

/** The steps of one build, as its builder tells of them. */
export interface StepBoard {
  /** Takes its place by the Dockerfile's lines; what has none comes as it is told. */
  put(step: BuildStep): void
  get(id: string): BuildStep | undefined
  all(): readonly BuildStep[]
  /** What a step wrote, cut anywhere. */
  write(step: string | undefined, text: string | Uint8Array, isError?: boolean): void
  /** The last lines of a step that may lack their line feed. */
  finishLines(step: string | undefined): void
  /** Tells of the steps, where one is new or changed. */
  flush(): void
  /** Nothing more is told. What goes on still has come to this. */
  close(running: 'done' | 'failed' | 'not-run'): void
}

interface Listener {
  /** What people must not read. */
  readonly hide: (text: string) => string
  readonly now: () => number
  readonly onSteps: (steps: readonly BuildStep[]) => void
  readonly onLine: (line: BuildLine) => void
}

/** More steps are no build, but an engine that does not end. */
const MAX_STEPS = 5000

/** A text of which only the end is not told. */
interface OpenText {
  readonly decoder: StringDecoder
  readonly step: string | undefined
  readonly isError: boolean
  rest: string
}

/** Nothing is told yet. */
export function createStepBoard({ hide, now, onSteps, onLine }: Listener): StepBoard {
  const steps = new Map<string, BuildStep>()
  const texts = new Map<string, OpenText>()
  let isChanged = false

  function openText(step: string | undefined, isError: boolean): OpenText {
    const key = `${isError} ${step ?? ''}`
    const known = texts.get(key)
    if (known) return known
    const text = { decoder: new StringDecoder('utf8'), step, isError, rest: '' }
    texts.set(key, text)
    return text
  }

  function tell({ step, isError }: OpenText, line: string) {
    const text = readable(line, hide)
    onLine({ ...(step !== undefined && { step }), text, isError })
  }

  function finish(text: OpenText) {
    const last = text.rest + text.decoder.end()
    text.rest = ''
    // A colour that is taken back is no line.
    if (stripVTControlCharacters(last) !== '') tell(text, last)
  }

  const all = () => inOrder([...steps.values()])

  function put(step: BuildStep) {
    if (!steps.has(step.id) && steps.size >= MAX_STEPS) return
    const parts = step.parts.map((part) => ({ ...part, words: readable(part.words, hide) }))
    steps.set(step.id, { ...step, parts, name: readable(step.name, hide) })
    isChanged = true
  }

  function flush() {
    if (isChanged) onSteps(all())
    isChanged = false
  }

  return {
    put,
    get: (id) => steps.get(id),
    all,
    write(step, chunk, isError = false) {
      const text = openText(step, isError)
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk)
      const lines = (text.rest + text.decoder.write(bytes)).split('\n')
      text.rest = lines.pop() ?? ''
      for (const line of lines) tell(text, line)
      if (text.rest.length > MAX_OPEN_CHARS) finish(text)
    },
    finishLines(step) {
      for (const text of texts.values()) if (text.step === step) finish(text)
    },
    flush,
    close(running) {
      for (const text of texts.values()) finish(text)
      for (const step of steps.values()) {
        if (step.state === 'waiting') put({ ...step, state: 'not-run' })
        if (step.state === 'running') put({ ...step, state: running, endedAt: now() })
      }
      flush()
    },
  }
}

/**
 * What a program draws over again is shown as it was at last. Colours may stand within what is hidden,
 * and a cut would leave half of it.
 */
function readable(line: string, hide: (text: string) => string): string {
  const last = line.replace(/\r+$/, '').split('\r').at(-1) ?? ''
  const text = visibleLines(hide(stripVTControlCharacters(last)))
  return text.length > MAX_LINE_CHARS ? `${text.slice(0, MAX_LINE_CHARS)}…` : text
}

/** Those of the Dockerfile by its lines, where the first of them was told; the others around them. */
function inOrder(steps: readonly BuildStep[]): readonly BuildStep[] {
  const first = steps.findIndex(({ line }) => line !== undefined)
  if (first === -1) return steps
  const ofFile = steps.filter(({ line }) => line !== undefined)
  const others = steps.filter(({ line }) => line === undefined)
  const byLine = ofFile.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
  return [...others.slice(0, first), ...byLine, ...others.slice(first)]
}
