import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ShellEnd, TerminalSize } from '#shared/contract/terminal.ts'
import { UNASKED, Yes, type Consent } from '#lib/consent.ts'
import { EngineError } from '#shared/errors.ts'
import type { SafeTerminal } from '../../xterm/index.ts'
import { startSession, type ShellClient } from './shell-session.ts'

const TARGET = { connection: 'local', id: 'abc', name: 'web-1' }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** `Promise.withResolvers`, which Node 20 does not have. */
function withResolvers<T>() {
  let settle: { resolve(value: T): void; reject(error: EngineError): void } | undefined
  const promise = new Promise<T>((resolve, reject) => (settle = { resolve, reject }))
  return {
    promise,
    resolve: (value: T) => settle?.resolve(value),
    reject: (error: EngineError) => settle?.reject(error),
  }
}

/** A terminal that notes what it is given, and can be typed into. */
function createTerminal() {
  const on: Record<string, (data: never) => void> = {}
  const listen = (name: string) => (listener: (data: never) => void) => (on[name] = listener)
  const term = {
    cols: 80,
    rows: 24,
    buffer: { active: { type: 'normal' } },
    onData: listen('data'),
    onBinary: listen('binary'),
    onResize: listen('resize'),
    onTitleChange: listen('title'),
  }
  const shown: string[] = []
  const terminal = {
    term,
    write(bytes: Uint8Array, done: () => void) {
      shown.push(new TextDecoder().decode(bytes))
      done()
    },
    writeText(text: string, done?: () => void) {
      shown.push(text)
      done?.()
    },
    dispose: vi.fn(),
  }
  return {
    terminal: terminal as unknown as SafeTerminal,
    shown,
    dispose: terminal.dispose,
    type: (text: string) => on['data']?.(text as never),
    setTitle: (title: string) => on['title']?.(title as never),
    resize(size: TerminalSize) {
      Object.assign(term, { cols: size.columns, rows: size.rows })
      on['resize']?.(undefined as never)
    },
  }
}

/** A client whose shells end when the test says so. */
function createClient() {
  const execs: {
    readonly size: TerminalSize
    readonly consent: Consent
    readonly sent: string[]
    readonly resizes: TerminalSize[]
    closed: boolean
    end(end: ShellEnd): void
    fail(error: EngineError): void
    show(text: string, done: () => void): void
  }[] = []
  const client = {
    findShell: vi.fn<ShellClient['findShell']>(async () => '/bin/sh'),
    exec: (({ size }, consent, onData) => {
      const { promise, resolve, reject } = withResolvers<ShellEnd>()
      const exec = {
        size,
        consent,
        sent: [] as string[],
        resizes: [] as TerminalSize[],
        closed: false,
        end: resolve,
        fail: reject,
        show: (text: string, done: () => void) => onData(new TextEncoder().encode(text), done),
      }
      execs.push(exec)
      return {
        write: async (bytes) => void exec.sent.push(new TextDecoder().decode(bytes)),
        control: ({ resize }) => void exec.resizes.push(resize),
        close: () => {
          exec.closed = true
          reject(new EngineError({ code: 'cancelled', message: 'Cancelled' }))
        },
        ended: promise,
      }
    }) satisfies ShellClient['exec'],
  }
  return { client, execs }
}

async function start() {
  const screen = createTerminal()
  const { client, execs } = createClient()
  const session = startSession(TARGET, screen.terminal, client, UNASKED)
  await vi.waitFor(() => expect(session.status().kind).not.toBe('starting'))
  return { screen, client, execs, session }
}

const YES = new Yes()

test('a session finds the shell, starts it in the size of its terminal, and carries keys', async () => {
  const { screen, execs, session } = await start()
  expect(session.status()).toEqual({ kind: 'running' })
  expect(execs[0]?.size).toEqual({ columns: 80, rows: 24 })
  screen.type('ls\r')
  expect(execs[0]?.sent).toEqual(['ls\r'])
})

test('keys that come before the shell wait for it', async () => {
  const screen = createTerminal()
  const { client, execs } = createClient()
  const session = startSession(TARGET, screen.terminal, client, UNASKED)
  screen.type('ls')
  screen.type('\r')
  await vi.waitFor(() => expect(session.status().kind).toBe('running'))
  expect(execs[0]?.sent).toEqual(['ls\r'])
})

test('output is acknowledged when the terminal has taken it', async () => {
  const { screen, execs } = await start()
  const done = vi.fn()
  execs[0]?.show('hello', done)
  expect(screen.shown).toEqual(['hello'])
  expect(done).toHaveBeenCalledOnce()
})

test('only what a person types makes a session used', async () => {
  const { screen, execs, session } = await start()
  screen.type('\x1b[24;80R')
  expect(session.wasUsed()).toBe(false)
  expect(execs[0]?.sent).toEqual(['\x1b[24;80R'])
  screen.type('x')
  expect(session.wasUsed()).toBe(true)
})

test('of many sizes in a moment the shell gets the last', async () => {
  const { screen, execs } = await start()
  screen.resize({ columns: 90, rows: 30 })
  screen.resize({ columns: 100, rows: 31 })
  vi.runAllTimers()
  expect(execs[0]?.resizes).toEqual([{ columns: 100, rows: 31 }])
})

test('a shell that exits says its code, and another can be started in its place', async () => {
  const { screen, execs, session } = await start()
  execs[0]?.end({ kind: 'exited', exitCode: 3 })
  await vi.waitFor(() => expect(session.status()).toEqual({ kind: 'exited', exitCode: 3 }))
  screen.type('lost')
  session.reconnect(YES)
  await vi.waitFor(() => expect(session.status().kind).toBe('running'))
  screen.type('found')
  expect(execs.map(({ sent }) => sent)).toEqual([[], ['found']])
  // What the person said yes to was the second one.
  expect(execs.map(({ consent }) => consent)).toEqual([UNASKED, YES])
})

test('a shell that runs is not started again', async () => {
  const { client, session } = await start()
  session.reconnect(YES)
  expect(client.findShell).toHaveBeenCalledOnce()
})

test('without a shell it says why, and tries again when it is told to', async () => {
  const screen = createTerminal()
  const { client } = createClient()
  const error = new EngineError({ code: 'no-shell', message: 'It has no shell' })
  client.findShell.mockRejectedValueOnce(error)
  const session = startSession(TARGET, screen.terminal, client, UNASKED)
  await vi.waitFor(() => expect(session.status()).toEqual({ kind: 'failed', error }))
  session.reconnect(YES)
  await vi.waitFor(() => expect(session.status().kind).toBe('running'))
})

test('closing ends the shell and the terminal, and is no failure', async () => {
  const { screen, execs, session } = await start()
  session.close()
  expect(execs[0]?.closed).toBe(true)
  expect(screen.dispose).toHaveBeenCalledOnce()
  await vi.waitFor(() => expect(session.status()).toEqual({ kind: 'closed' }))
})

test('a session that is closed while its shell is looked for starts none', async () => {
  const screen = createTerminal()
  const { client, execs } = createClient()
  const { promise, resolve } = withResolvers<string>()
  client.findShell.mockReturnValueOnce(promise)
  const session = startSession(TARGET, screen.terminal, client, UNASKED)
  session.close()
  resolve('/bin/sh')
  await promise
  await Promise.resolve()
  expect(execs).toEqual([])
})

test('a title is cut to what a line can show', async () => {
  const { screen, session } = await start()
  screen.setTitle('x'.repeat(10_000_000))
  expect(session.title()).toHaveLength(256)
})
