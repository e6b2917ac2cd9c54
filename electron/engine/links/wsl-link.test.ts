import { request, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { respond, startFakeEngine, type FakeEngine } from '../fake-engine.ts'
import type { Link } from './link.ts'
import { createStandInWsl, type StandInWsl } from './stand-in-wsl.ts'
import { createWslLink, findDistribution } from './wsl-link.ts'

const DIAL = '--distribution Ubuntu --exec docker system dial-stdio'
const NOT_FOUND =
  'Es gibt keine Distribution. \u00fc\r\nFehlercode: Wsl/Service/WSL_E_DISTRO_NOT_FOUND\r\n'

let wsl: StandInWsl
let engine: FakeEngine
let link: Link
beforeEach(async () => {
  wsl = createStandInWsl()
  engine = await startFakeEngine((socket) => socket.end(respond(200, 'OK')))
  wsl.behave({ all: ['Ubuntu', 'Debian'], running: ['Ubuntu'], engineSocket: engine.socketPath })
  link = createWslLink({ distribution: 'Ubuntu' }, wsl.program)
})
afterEach(async () => {
  await link.close()
  await engine.close()
  wsl.remove()
})

test('an engine in a distribution is reached through its docker program', async () => {
  expect(await ping(await dial())).toBe('OK')
  expect(wsl.calls().at(-1)).toBe(DIAL)
  expect(engine.requests).toEqual(['GET /_ping HTTP/1.1'])
})

test('a socket that is named is that of the docker program’s host, as it is: there is no shell', async () => {
  const socketPath = "/run/user/1000/it's $HOME/docker.sock"
  const other = createWslLink({ distribution: 'Ubuntu', socketPath }, wsl.program)
  expect(await ping(await dial(other))).toBe('OK')
  expect(wsl.calls().at(-1)).toBe(
    `--distribution Ubuntu --exec docker --host=unix://${socketPath} system dial-stdio`,
  )
})

test('a distribution that is off stays off, and one that is not there is told', async () => {
  for (const [distribution, message] of [
    ['Debian', 'The WSL distribution "Debian" is not running'],
    ['Arch', 'There is no WSL distribution "Arch"'],
  ] as const) {
    const other = createWslLink({ distribution }, wsl.program)
    await expect(dial(other)).rejects.toMatchObject({ code: 'unreachable', message })
  }
  expect(wsl.calls().filter((call) => !call.startsWith('--list'))).toEqual([])
})

test('a distribution that was turned off under an open stream is not woken by the next one', async () => {
  const first = await dial()
  wsl.behave({ all: ['Ubuntu', 'Debian'], running: ['Debian'], engineSocket: engine.socketPath })
  await expect(dial()).rejects.toMatchObject({
    message: 'The WSL distribution "Ubuntu" is not running',
  })
  expect(wsl.calls().filter((call) => call === DIAL)).toHaveLength(1)
  first.destroy()
})

test('streams of the same moment share the question whether it runs, and that is all they ask', async () => {
  const streams = await Promise.all([dial(), dial(), dial()])
  const asked = wsl.calls().filter((call) => call.startsWith('--list'))
  expect(asked).toEqual(['--list --running --quiet'])
  for (const stream of streams) stream.destroy()
})

test('a distribution is found by its name in any case, whether it runs or not', async () => {
  const find = (distribution: string) =>
    findDistribution({ distribution }, AbortSignal.timeout(4000), wsl.program)
  expect(await find('debian')).toBe('Debian')
  await expect(find('Arch')).rejects.toMatchObject({
    message: 'There is no WSL distribution "Arch"',
  })
  expect(wsl.calls().filter((call) => !call.startsWith('--list'))).toEqual([])
})

test.each([
  [
    '<3>WSL (11) ERROR: CreateProcessCommon:640: execvpe(docker) failed: No such file or directory',
    'There is no docker program in the WSL distribution "Ubuntu" that could reach an engine',
  ],
  [
    "The command 'docker' could not be found in this WSL 2 distro.",
    'There is no docker program in the WSL distribution "Ubuntu" that could reach an engine',
  ],
  [
    'dial unix /var/run/docker.sock: connect: no such file or directory',
    'No engine runs on the WSL distribution "Ubuntu": there is no socket "/var/run/docker.sock"',
  ],
  ['something new', 'The engine in the WSL distribution "Ubuntu" cannot be reached: something new'],
])('"%s" is told in plain words', async (words, message) => {
  fails({ words, code: 1, on: 'stderr', encoding: 'utf8' })
  await expect(ping(await dial())).rejects.toMatchObject({
    code: 'unreachable',
    message,
    engineMessage: words,
    hint: expect.stringMatching(/\.$/),
  })
})

test.each(['stdout', 'stderr'] as const)(
  'what wsl.exe itself writes to %s in UTF-16 is its own words, and no answer of an engine',
  async (on) => {
    fails({ words: NOT_FOUND, code: 255, on, encoding: 'utf16le' })
    await expect(ping(await dial())).rejects.toMatchObject({
      message: 'There is no WSL distribution "Ubuntu"',
      engineMessage: expect.stringContaining('WSL_E_DISTRO_NOT_FOUND'),
    })
  },
)

test('a computer without WSL says so', async () => {
  const other = createWslLink({ distribution: 'Ubuntu' }, '/nowhere/wsl.exe')
  await expect(dial(other)).rejects.toMatchObject({
    message: 'This computer has no program "wsl.exe"',
  })
})

test('a link that is closed ends its streams', async () => {
  const stream = await dial()
  const closed = new Promise((resolve) => stream.once('close', resolve))
  await link.close()
  await closed
  expect(stream.destroyed).toBe(true)
})

function fails(failure: NonNullable<Parameters<StandInWsl['behave']>[0]['failure']>): void {
  wsl.behave({ all: ['Ubuntu'], running: ['Ubuntu'], failure })
}

function dial(from: Link = link): Promise<Duplex> {
  return from.dial(AbortSignal.timeout(4000))
}

async function ping(stream: Duplex): Promise<string> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { host: 'docker', connection: 'close' }
    const outgoing = request({ path: '/_ping', headers, createConnection: () => stream })
    outgoing.once('response', resolve).once('error', reject).end()
  })
  return text(answer)
}
