import { afterEach, beforeEach, expect, test } from 'vitest'
import { respond, startFakeEngine, type FakeEngine } from '../fake-engine.ts'
import { createStandInWsl, type StandInWsl } from '../links/stand-in-wsl.ts'
import { askWsl } from './ask-wsl.ts'

const PING = respond(200, 'OK', 'Api-Version: 1.51\r\nServer: Docker/28.5.1 (linux)\r\n')
const INFO = respond(200, JSON.stringify({ ID: 'abc', ServerVersion: '28.5.1' }))

let wsl: StandInWsl
let engine: FakeEngine
beforeEach(async () => {
  wsl = createStandInWsl()
  engine = await startFakeEngine((socket, request) =>
    socket.end(request.includes('/_ping') ? PING : INFO),
  )
})
afterEach(async () => {
  await engine.close()
  wsl.remove()
})

test.each(['utf16le', 'utf8'] as const)(
  'an engine in a distribution is found with its id, in a list that is %s',
  async (encoding) => {
    const names = [
      'Ubuntu-22.04',
      'docker-desktop',
      'docker-desktop-data',
      'podman-machine-default',
    ]
    wsl.behave({ all: names, running: names, engineSocket: engine.socketPath, encoding })
    expect(await ask()).toEqual([
      {
        place: {
          id: 'wsl:Ubuntu-22.04',
          owner: 'wsl',
          name: 'Ubuntu-22.04 (WSL)',
          endpoint: 'wsl://Ubuntu-22.04',
          instance: 'Ubuntu-22.04',
        },
        finding: {
          kind: 'answers',
          realPath: 'wsl://Ubuntu-22.04',
          engineId: 'abc',
          version: '28.5.1',
          isPodman: false,
        },
      },
    ])
  },
)

test('a distribution that is off is said to be, and not started', async () => {
  wsl.behave({ all: ['Ubuntu', 'Debian'], running: [], engineSocket: engine.socketPath })
  const found = await ask()
  expect(found.map(({ place, finding }) => [place.name, finding.kind])).toEqual([
    ['Ubuntu (WSL)', 'stopped'],
    ['Debian (WSL)', 'stopped'],
  ])
  expect(wsl.calls().filter((call) => !call.startsWith('--list'))).toEqual([])
})

test('a distribution without an engine has nothing there, one that is guarded is told', async () => {
  const failing = (words: string) =>
    wsl.behave({
      all: ['Ubuntu'],
      running: ['Ubuntu'],
      failure: { words, code: 1, on: 'stderr', encoding: 'utf8' },
    })
  failing('execvpe docker failed 2')
  expect((await ask())[0]?.finding).toEqual({ kind: 'missing' })
  failing('dial unix /var/run/docker.sock: connect: permission denied')
  expect((await ask())[0]?.finding).toEqual({
    kind: 'no-permission',
    realPath: 'wsl://Ubuntu',
  })
})

test('without WSL there is nothing to tell of', async () => {
  const signal = AbortSignal.timeout(4000)
  expect(await askWsl({ program: '/nowhere/wsl.exe', env: {}, signal })).toEqual([])
})

test('a question that is taken back is not answered', async () => {
  wsl.behave({ all: ['Ubuntu'], running: [] })
  await expect(ask(AbortSignal.abort(new Error('Enough')))).rejects.toThrow('Enough')
})

function ask(signal: AbortSignal = AbortSignal.timeout(8000)) {
  return askWsl({ program: wsl.program, env: process.env, signal })
}
