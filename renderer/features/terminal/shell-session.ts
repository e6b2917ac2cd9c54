import type { Consent } from '#lib/consent.ts'
import { asEngineError } from '#shared/errors.ts'
import type { engine } from '../../ipc/client.ts'
import type { CellSize, SafeTerminal } from '../../xterm/index.ts'
import { isReply } from './is-reply.ts'
import { leaveProgram } from './leave-program.ts'
import type { ShellStatus } from './shell-status.ts'
import type { TerminalTarget } from './terminal-target.ts'

/** The part of the engine's client that a session uses. */
export type ShellClient = Pick<typeof engine.terminal, 'findShell' | 'exec'>

/** A drag of the window's edge makes many sizes; the shell redraws for each. */
const RESIZE_DELAY_MS = 80

export interface ShellSession {
  readonly id: string
  readonly target: TerminalTarget
  readonly terminal: SafeTerminal
  status(): ShellStatus
  /** What the program in it calls the window. */
  title(): string
  /** The person has typed or pasted something. */
  wasUsed(): boolean
  subscribe(listener: () => void): () => void
  /** Whether another shell can be started in its terminal: there is none, and it is not closed. */
  hasEnded(): boolean
  /** Starts another shell in the same terminal, unless one runs. */
  reconnect(consent: Consent): void
  /** Ends the shell and all that it started. */
  close(): void
}

/** A title is shown in one line; xterm takes up to 10 MB of it. */
const MAX_TITLE_CHARS = 256

let lastId = 0

/** Starts a shell in a container. It lives until it is closed, mounted or not. */
export function startSession(
  target: TerminalTarget,
  terminal: SafeTerminal,
  client: ShellClient,
  consent: Consent,
): ShellSession {
  const { term } = terminal
  const { connection, id } = target
  const listeners = new Set<() => void>()
  const encoder = new TextEncoder()
  let status: ShellStatus = { kind: 'starting' }
  let title = ''
  let used = false
  let channel: ReturnType<ShellClient['exec']> | undefined

  function change(next: ShellStatus) {
    if (status.kind === 'closed') return
    status = next
    for (const listener of listeners) listener()
  }

  async function run(agreed: Consent, ready?: Promise<void>) {
    typedAhead = ''
    change({ kind: 'starting' })
    try {
      const [shell] = await Promise.all([client.findShell({ connection, id }), ready])
      if (isClosed()) return
      const size = sizeOf(term)
      channel = client.exec({ connection, id, shell, size }, agreed, (chunk, done) =>
        terminal.write(chunk, done),
      )
      change({ kind: 'running' })
      if (typedAhead !== '') send(typedAhead)
      typedAhead = ''
      change(await channel.ended)
    } catch (cause) {
      change({ kind: 'failed', error: asEngineError(cause) })
    } finally {
      channel = undefined
    }
  }

  const isClosed = () => status.kind === 'closed'
  const hasEnded = () => status.kind !== 'starting' && status.kind !== 'running' && !isClosed()
  const write = (text: string) => new Promise<void>((resolve) => terminal.writeText(text, resolve))
  const send = (text: string) => void channel?.write(encoder.encode(text))
  /** People type while the shell is still being looked for. */
  let typedAhead = ''
  let resizeTimer: ReturnType<typeof setTimeout> | undefined
  function resizeSoon() {
    clearTimeout(resizeTimer)
    resizeTimer = setTimeout(() => channel?.control({ resize: sizeOf(term) }), RESIZE_DELAY_MS)
  }

  term.onData((data) => {
    if (status.kind === 'starting') typedAhead += data
    if (status.kind !== 'running' && status.kind !== 'starting') return
    if (!isReply(data)) used = true
    send(data)
  })
  term.onBinary((data) => void channel?.write(bytesOf(data)))
  term.onResize(resizeSoon)
  term.onTitleChange((next) => {
    title = next.slice(0, MAX_TITLE_CHARS)
    for (const listener of listeners) listener()
  })
  void run(consent)

  return {
    id: `shell-${(lastId += 1)}`,
    target,
    terminal,
    status: () => status,
    title: () => title,
    wasUsed: () => used,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    hasEnded,
    reconnect(agreed) {
      if (!hasEnded()) return
      title = ''
      void run(agreed, leaveProgram(term, write))
    },
    close() {
      change({ kind: 'closed' })
      clearTimeout(resizeTimer)
      channel?.close()
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
