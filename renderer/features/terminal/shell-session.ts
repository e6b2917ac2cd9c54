import type { Consent } from '#lib/consent.ts'
import type { TerminalProgram } from '#shared/contract/terminal.ts'
import { asEngineError, type EngineError } from '#shared/errors.ts'
import type { CellSize, SafeTerminal } from '../../xterm/index.ts'
import { isReply } from './is-reply.ts'
import { leaveProgram } from './leave-program.ts'
import { createLineInput } from './line-input.ts'
import { prepareProgram, type RunningProgram, type ShellClient } from './run-program.ts'
import type { ShellStatus } from './shell-status.ts'
import { PLAIN_SHELL } from './terminal-program.ts'
import type { TerminalTarget } from './terminal-target.ts'

export type { ShellClient } from './run-program.ts'

/** A drag of the window's edge makes many sizes; the shell redraws for each. */
const RESIZE_DELAY_MS = 80

export interface ShellSession {
  readonly id: string
  readonly target: TerminalTarget
  readonly program: TerminalProgram
  readonly terminal: SafeTerminal
  status(): ShellStatus
  /** What the program in it calls the window. */
  title(): string
  /** The person has typed or pasted something. */
  wasUsed(): boolean
  subscribe(listener: () => void): () => void
  /** Whether its program can be run again: it does not run, and its tab is not closed. */
  hasEnded(): boolean
  /** A person wants to look for something in it. */
  wishFind(): void
  /** Told each time. Returns the undo. */
  onFindWish(listener: () => void): () => void
  /** Runs the program again in the same terminal, unless it runs. */
  reconnect(consent: Consent): void
  /** Leaves a program that was there before; it goes on. */
  detach(): void
  /** Ends the program and all that it started, unless it was there before. */
  close(): void
}

/** What it has shown stays in view where main has ended it. */
function brokenOff(error: EngineError, hasShown: boolean): ShellStatus {
  return hasShown && error.code === 'read-only'
    ? { kind: 'forbidden', why: error.message }
    : { kind: 'failed', error }
}

/** A title is shown in one line; xterm takes up to 10 MB of it. */
const MAX_TITLE_CHARS = 256

let lastId = 0

/** Starts a program in a container. It lives until it is closed, mounted or not. */
export function startSession(
  target: TerminalTarget,
  terminal: SafeTerminal,
  client: ShellClient,
  consent: Consent,
  program: TerminalProgram = PLAIN_SHELL,
): ShellSession {
  const { term } = terminal
  const listeners = new Set<() => void>()
  const finders = new Set<() => void>()
  const encoder = new TextEncoder()
  let status: ShellStatus = { kind: 'starting' }
  let title = ''
  let used = false
  let running: RunningProgram | undefined
  /** Of a program that reads lines. */
  let takeLines: ((data: string) => void) | undefined

  function change(next: ShellStatus) {
    if (status.kind === 'closed') return
    status = next
    for (const listener of listeners) listener()
  }

  async function run(agreed: Consent, ready?: Promise<void>) {
    typedAhead = ''
    let hasShown = false
    change({ kind: 'starting' })
    try {
      const [begin] = await Promise.all([prepareProgram(client, target, program), ready])
      if (isClosed()) return
      running = begin(sizeOf(term), agreed, (chunk, done) => {
        hasShown = true
        terminal.write(chunk, done)
      })
      const { channel, facts } = running
      const readsLines = facts?.tty === false
      term.options.convertEol = readsLines
      takeLines = readsLines
        ? createLineInput({ echo: terminal.writeText.bind(terminal), send })
        : undefined
      change({ kind: 'running', ...(facts && { facts }) })
      if (typedAhead !== '') type(typedAhead)
      typedAhead = ''
      const end = await channel.ended
      if (!isLeft()) change(end)
    } catch (cause) {
      if (!isLeft()) change(brokenOff(asEngineError(cause), hasShown))
    } finally {
      running = undefined
    }
  }

  const isClosed = () => status.kind === 'closed'
  const hasEnded = () => status.kind !== 'starting' && status.kind !== 'running' && !isClosed()
  const isLeft = () => status.kind === 'detached' || isClosed()
  const write = (text: string) => new Promise<void>((resolve) => terminal.writeText(text, resolve))
  const send = (text: string) => void running?.channel.write(encoder.encode(text))
  /** What would go nowhere is not even shown. */
  function type(data: string) {
    if (running?.facts && running.facts.input !== 'open') return
    if (takeLines) takeLines(data)
    else send(data)
  }
  /** People type while the shell is still being looked for. */
  let typedAhead = ''
  let resizeTimer: ReturnType<typeof setTimeout> | undefined
  function resizeSoon() {
    clearTimeout(resizeTimer)
    resizeTimer = setTimeout(
      () => running?.channel.control({ resize: sizeOf(term) }),
      RESIZE_DELAY_MS,
    )
  }

  term.onData((data) => {
    if (status.kind === 'starting') typedAhead += data
    if (status.kind !== 'running' && status.kind !== 'starting') return
    if (!isReply(data)) used = true
    if (status.kind === 'running') type(data)
  })
  term.onBinary((data) => {
    if (!takeLines) void running?.channel.write(bytesOf(data))
  })
  term.onResize(resizeSoon)
  term.onTitleChange((next) => {
    title = next.slice(0, MAX_TITLE_CHARS)
    for (const listener of listeners) listener()
  })
  void run(consent)

  return {
    id: `shell-${(lastId += 1)}`,
    target,
    program,
    terminal,
    status: () => status,
    title: () => title,
    wasUsed: () => used,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    hasEnded,
    wishFind: () => finders.forEach((listener) => listener()),
    onFindWish(listener) {
      finders.add(listener)
      return () => void finders.delete(listener)
    },
    reconnect(agreed) {
      if (!hasEnded()) return
      title = ''
      void run(agreed, leaveProgram(term, write))
    },
    detach() {
      if (status.kind !== 'running') return
      change({ kind: 'detached' })
      running?.channel.close()
    },
    close() {
      change({ kind: 'closed' })
      clearTimeout(resizeTimer)
      running?.channel.close()
      terminal.dispose()
    },
  }
}

function sizeOf({ cols, rows }: SafeTerminal['term']): CellSize {
  return { columns: cols, rows }
}

/** Mouse reports of old programs are bytes, one a character. */
function bytesOf(data: string): Uint8Array {
  return Uint8Array.from(data, (character) => character.charCodeAt(0))
}
