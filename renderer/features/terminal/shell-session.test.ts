import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type {
  AttachEnd,
  AttachFacts,
  TerminalProgram,
  TerminalSize,
} from '#shared/contract/terminal.ts'
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
    options: {} as { convertEol?: boolean },
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
    options: term.options,
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
function createClient(facts: AttachFacts = { tty: true, input: 'open' }) {
  const execs: {
    readonly size: TerminalSize
    readonly consent: Consent
    readonly sent: string[]
    readonly resizes: TerminalSize[]
    closed: boolean
    end(end: AttachEnd): void
    fail(error: EngineError): void
    show(text: string, done: () => void): void
  }[] = []
  const open = (
    size: TerminalSize,
    consent: Consent,
    onData: Parameters<ShellClient['attach']>[2],
  ) => {
    const { promise, resolve, reject } = withResolvers<AttachEnd>()
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
      write: async (bytes: Uint8Array) => void exec.sent.push(new TextDecoder().decode(bytes)),
      control: ({ resize }: { resize: TerminalSize }) => void exec.resizes.push(resize),
      close: () => {
        exec.closed = true
        reject(new EngineError({ code: 'cancelled', message: 'Cancelled' }))
      },
      ended: promise,
    }
  }
  const exec = vi.fn<(input: object) => void>()
  const client = {
    findShell: vi.fn<ShellClient['findShell']>(async () => '/bin/sh'),
    exec: ((input, consent, onData) => {
      exec(input)
      return open(input.size, consent, onData) as ReturnType<ShellClient['exec']>
    }) satisfies ShellClient['exec'],
    attachFacts: async () => facts,
    attach: (({ size }, consent, onData) =>
      open(size, consent, onData)) satisfies ShellClient['attach'],
    debug: ((input, consent, onData) => {
      exec(input)
      return open(input.size, consent, onData)
    }) satisfies ShellClient['debug'],
  }
  return { client, execs, exec }
}

async function start(program?: TerminalProgram, facts?: AttachFacts) {
  const screen = createTerminal()
  const { client, execs, exec } = createClient(facts)
  const session = startSession(TARGET, screen.terminal, client, UNASKED, program)
  await vi.waitFor(() => expect(session.status().kind).not.toBe('starting'))
  return { screen, client, execs, exec, session }
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

test('what a shell has shown stays in view when its connection is made read-only', async () => {
  const { execs, session } = await start()
  const error = new EngineError({ code: 'read-only', message: 'Ended: it is read-only now' })
  execs[0]?.show('42', () => {})
  execs[0]?.fail(error)
  await vi.waitFor(() =>
    expect(session.status()).toEqual({ kind: 'forbidden', why: 'Ended: it is read-only now' }),
  )
  session.reconnect(YES)
  await vi.waitFor(() => expect(execs).toHaveLength(2))
  execs[1]?.fail(error)
  await vi.waitFor(() => expect(session.status()).toEqual({ kind: 'failed', error }))
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

test('what was chosen for a shell is asked for, and no shell is looked for then', async () => {
  const choice = { command: ['python3'] as [string], user: '0', folder: '/srv', env: ['A=1'] }
  const { client, exec } = await start({ kind: 'shell', ...choice })
  expect(client.findShell).not.toHaveBeenCalled()
  const size = { columns: 80, rows: 24 }
  expect(exec).toHaveBeenCalledWith({ connection: 'local', id: 'abc', ...choice, size })
})

test('a debug shell is of the image that was chosen', async () => {
  const { exec } = await start({ kind: 'debug', image: 'busybox' })
  expect(exec).toHaveBeenCalledWith(expect.objectContaining({ id: 'abc', image: 'busybox' }))
})

test('who is attached types to the main process, and leaves it without an end', async () => {
  const { screen, execs, session } = await start({ kind: 'attach' })
  screen.type('ls\r')
  expect(execs[0]?.sent).toEqual(['ls\r'])
  session.detach()
  expect(execs[0]?.closed).toBe(true)
  await Promise.resolve()
  expect(session.status()).toEqual({ kind: 'detached' })
  session.reconnect(YES)
  await vi.waitFor(() => expect(session.status().kind).toBe('running'))
})

test('a main process without a terminal gets whole lines, which are shown as they are typed', async () => {
  const { screen, execs } = await start({ kind: 'attach' }, { tty: false, input: 'open' })
  expect(screen.options.convertEol).toBe(true)
  screen.type('hi\u007fello')
  expect(execs[0]?.sent).toEqual([])
  screen.type('\r')
  expect(execs[0]?.sent).toEqual(['hello\n'])
  expect(screen.shown.join('')).toBe('hi\b \bello\r\n')
})

test.each(['none', 'closes'] as const)('an input that is %s gets nothing', async (input) => {
  const { screen, execs } = await start({ kind: 'attach' }, { tty: false, input })
  screen.type('lost\r')
  expect(execs[0]?.sent).toEqual([])
  expect(screen.shown).toEqual([])
})

test('a title is cut to what a line can show', async () => {
  const { screen, session } = await start()
  screen.setTitle('x'.repeat(10_000_000))
  expect(session.title()).toHaveLength(256)
})
