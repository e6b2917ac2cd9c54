import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SshServer } from '../../scripts/engine/ssh-server.mjs'
import { dial, endSsh, expect, ping, sshProcesses, test } from './ssh-test.ts'

test('without the forward and without a docker program, it says both', async ({
  engine,
  serve,
  linkTo,
}) => {
  const settings = ['AllowStreamLocalForwarding no']
  const server = await serve({ engineSocket: engine.socketPath, settings })
  await expect(dial(linkTo(server))).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringContaining('there is no docker program there to reach it with'),
    hint: expect.stringContaining('AllowStreamLocalForwarding yes'),
    engineMessage: expect.stringContaining('docker: not found'),
  })
})

test('an ssh that cannot share a login says that docker is missing over there', async ({
  engine,
  serve,
  linkTo,
}) => {
  const server = await serve({ engineSocket: engine.socketPath })
  await expect(ping(linkTo(server, { canShare: false }))).rejects.toMatchObject({
    message: expect.stringMatching(/^There is no docker program on captain@127\.0\.0\.1/),
  })
})

test('a socket that is not there is told with its path', async ({ serve, linkTo }) => {
  const server = await serve()
  await expect(dial(linkTo(server))).rejects.toMatchObject({
    code: 'unreachable',
    message: `No engine runs on captain@127.0.0.1:${server.port}: there is no socket "/var/run/docker.sock"`,
  })
  await expect(dial(linkTo(server, { socketPath: '/o:dd/it’s.sock' }))).rejects.toMatchObject({
    message: expect.stringContaining('there is no socket "/o:dd/it’s.sock"'),
  })
})

test('a socket that the user may not use is told as that', async ({ engine, serve, linkTo }) => {
  const server = await serve({ engineSocket: engine.socketPath })
  await expect(dial(linkTo(server, { user: server.guest }))).rejects.toMatchObject({
    code: 'no-permission',
    message: expect.stringContaining('its socket "/var/run/docker.sock" is not open to this user'),
  })
})

test('an engine that stops is told by the next stream, and reached again by the one after its return', async ({
  engine,
  serve,
  linkTo,
}) => {
  const link = linkTo(await serve({ engineSocket: engine.socketPath }))
  expect(await ping(link)).toBe('OK')
  const before = sshProcesses()
  await engine.kill()
  try {
    await expect(ping(link)).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('nothing listens at its socket'),
    })
  } finally {
    await engine.start()
  }
  expect(await ping(link)).toBe('OK')
  expect(sshProcesses()).toEqual(before)
})

test('a host key that nobody has vouched for is shown, and nobody logs in', async ({
  engine,
  serve,
  linkTo,
}) => {
  const server = await serve({ engineSocket: engine.socketPath })
  await writeFile(server.knownHosts, '')
  await expect(dial(linkTo(server))).rejects.toMatchObject({
    code: 'unknown-host-key',
    message: `The host key of 127.0.0.1:${server.port} is not known yet (ssh-ed25519 ${await server.fingerprint()})`,
    hint: expect.stringContaining(`ssh -p ${server.port} captain@127.0.0.1`),
  })
  expect(await server.log()).not.toMatch(/userauth|Accepted/)
})

test('a changed host key is a hard stop, also while it was in use, and nobody logs in', async ({
  engine,
  serve,
  linkTo,
}) => {
  const server = await serve({ engineSocket: engine.socketPath })
  const link = linkTo(server)
  expect(await ping(link)).toBe('OK')
  await server.changeHostKey()
  await endSsh()
  const before = await server.log()
  for (const attempt of [link, linkTo(server)]) {
    await expect(dial(attempt)).rejects.toMatchObject({
      code: 'changed-host-key',
      message: expect.stringContaining(
        `The host key of 127.0.0.1:${server.port} has changed (ssh-ed25519 ${await server.fingerprint()})`,
      ),
      hint: expect.stringContaining(`line 1 of ${server.knownHosts}`),
      engineMessage: expect.stringContaining('REMOTE HOST IDENTIFICATION HAS CHANGED'),
    })
  }
  expect((await server.log()).slice(before.length)).not.toMatch(/userauth|Accepted/)
})

test('a key that the server does not know is told for whom', async ({ serve, linkTo }) => {
  const server = await serve()
  await expect(dial(linkTo(server, { config: await configWithKey(server, 'other') })))
    .rejects //
    .toMatchObject({
      code: 'no-permission',
      message: 'captain@127.0.0.1 accepts none of your keys',
      engineMessage: 'captain@127.0.0.1: Permission denied (publickey).',
    })
  await expect(dial(linkTo(server, { user: 'nobody-here' }))).rejects.toMatchObject({
    message: 'nobody-here@127.0.0.1 accepts none of your keys',
  })
})

test('a key that is locked and that no agent holds is told as that', async ({ serve, linkTo }) => {
  const server = await serve()
  const config = await configWithKey(server, 'locked', 'a passphrase')
  await server.authorize('locked')
  await expect(dial(linkTo(server, { config }))).rejects.toMatchObject({
    code: 'no-permission',
    message: expect.stringMatching(/^The key \S+locked is the right one, and it is locked/),
    hint: expect.stringContaining('ssh-add'),
  })
})

test('a key that the connection names is told by its path, whatever is wrong with it', async ({
  serve,
  linkTo,
}) => {
  const server = await serve()
  await server.makeKey('stranger')
  const config = await configWithKey(server, 'other')
  const stranger = join(server.folder, 'stranger')
  await expect(dial(linkTo(server, { config, identity: stranger }))).rejects.toMatchObject({
    code: 'no-permission',
    message: `captain@127.0.0.1 does not accept the key ${stranger}`,
    hint: expect.stringContaining('authorized_keys'),
  })
  const gone = join(server.folder, 'gone')
  await expect(dial(linkTo(server, { config, identity: gone }))).rejects.toMatchObject({
    code: 'no-permission',
    message: `The key ${gone} cannot be used: No such file or directory`,
  })
  await expect(dial(linkTo(server, { identity: 'id' }))).rejects.toMatchObject({
    message: 'ssh cannot be given the key file "id"',
  })
})

async function configWithKey(server: SshServer, key: string, passphrase?: string): Promise<string> {
  const config = join(server.folder, `config-${key}`)
  await server.makeKey(key, passphrase)
  await writeFile(config, server.configFor(key))
  return config
}
