import { Buffer } from 'node:buffer'
import { afterEach, expect, test } from 'vitest'
import { respond } from '../../engine/fake-engine.ts'
import { aCall, startFakeWorld, type FakeWorld } from '../fake-world.ts'
import { terminalHandlers } from './handlers.ts'

const ID = 'c'.repeat(64)
const SHELL = Buffer.from(JSON.stringify({ name: 'sh', mode: 0o755 })).toString('base64')

let world: FakeWorld
afterEach(() => world.close())

test.each([
  ['web-1.a_b', 'web-1.a_b'],
  ['--env-file=/etc/passwd', ID],
  ['web; reboot', ID],
  ['web\rreboot', ID],
  ['$(reboot)', ID],
])('on a command line, a container that is called %j goes by %s', async (name, word) => {
  world = await startFakeWorld({
    [`/${ID}/json`]: { State: { Running: true } },
    '/archive?path=%2Fbin%2Fsh': respond(200, '', `X-Docker-Container-Path-Stat: ${SHELL}\r\n`),
  })
  world.engines.get(world.connection).names.remember(ID, name)
  const { cliCommand } = terminalHandlers(world.engines)
  const line = await cliCommand({ connection: world.connection, id: ID }, aCall())
  expect(line).toMatch(/^docker -H unix:\S+ exec -it \S+ \/bin\/sh$/)
  expect(line.split(' ').at(-2)).toBe(word)
})

test('what has neither a name nor an id that is a word goes on no command line', async () => {
  world = await startFakeWorld({
    '/json': { State: { Running: true } },
    '/archive?path=%2Fbin%2Fsh': respond(200, '', `X-Docker-Container-Path-Stat: ${SHELL}\r\n`),
  })
  const { cliCommand } = terminalHandlers(world.engines)
  await expect(
    cliCommand({ connection: world.connection, id: '--env-file=x' }, aCall()),
  ).rejects.toMatchObject({ code: 'refused' })
})
