import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { rename, stat, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { createDocker } from '../../electron/engine/docker.ts'
import type { Link } from '../../electron/engine/links/link.ts'
import { createSshLink } from '../../electron/engine/links/ssh-link.ts'
import { createTransport } from '../../electron/engine/transport.ts'
import { aSecret, build, type Builder } from './build-session.ts'
import { dial, expect, folderOf, get, logins, ping, sshProcesses, test } from './ssh-test.ts'

test('an engine is reached through ssh, without a docker program over there', async ({
  engine,
  serve,
  linkTo,
}) => {
  const link = linkTo(await serve({ engineSocket: engine.socketPath }))
  expect(await ping(link)).toBe('OK')
})

test('twenty streams at once share one ssh process, and its folder is for nobody else', async ({
  engine,
  serve,
  linkTo,
}) => {
  const link = linkTo(await serve({ engineSocket: engine.socketPath }))
  const answers = await Promise.all(Array.from({ length: 20 }, () => ping(link)))
  expect(answers).toEqual(Array(20).fill('OK'))
  expect(sshProcesses()).toHaveLength(1)
  const { mode } = await stat(folderOf(sshProcesses()[0]))
  expect(mode & 0o777).toBe(0o700)
})

test('a ping through the shared process takes a fraction of a login', async ({
  engine,
  serve,
  linkTo,
}) => {
  const link = linkTo(await serve({ engineSocket: engine.socketPath }))
  const timed = async () => {
    const start = performance.now()
    await ping(link)
    return performance.now() - start
  }
  const withLogin = await timed()
  const times: number[] = []
  for (let round = 0; round < 20; round++) times.push(await timed())
  const median = times.toSorted((a, b) => a - b)[10] ?? Infinity
  const description = `${median.toFixed(1)} ms, with the login ${withLogin.toFixed(0)} ms`
  test.info().annotations.push({ type: 'median ping', description })
  expect(median).toBeLessThan(withLogin / 3)
})

for (const way of ['a forwarded socket', 'the docker program over there'] as const) {
  test(`a long answer comes whole and in order through ${way}`, async ({
    engine,
    world,
    serve,
    linkTo,
  }) => {
    const forwards = way === 'a forwarded socket'
    const settings = forwards ? [] : ['AllowStreamLocalForwarding no']
    const server = await serve({ engineSocket: engine.socketPath, settings, withDocker: true })
    await world.run('talker', { image: 'busybox:local', command: ['seq', '100000'] })
    await world.docker('wait', world.name('talker'))
    const path = `/containers/${world.name('talker')}/logs?stdout=1&follow=1`
    const answer = await get(await dial(linkTo(server)), path)
    let bytes = 0
    let lines = ''
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      bytes += chunk.length
      lines += chunk.toString('latin1')
    }
    const numbers = [...lines.matchAll(/(\d+)\n/g)].map(([, number]) => Number(number))
    expect(bytes).toBeGreaterThan(1_000_000)
    expect(numbers).toEqual(Array.from({ length: 100_000 }, (_, index) => index + 1))
  })
}

test('an end from our side leaves the answer to be read', async ({ engine, serve, linkTo }) => {
  for (const settings of [[], ['AllowStreamLocalForwarding no']]) {
    const server = await serve({ engineSocket: engine.socketPath, settings, withDocker: true })
    const stream = await dial(linkTo(server))
    stream.end('GET /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n')
    expect(await text(stream)).toMatch(/^HTTP\/1\.1 200 OK[^]*OK$/)
  }
})

test('a build asks for its secrets through ssh', async ({ engine, serve, linkTo, world }) => {
  for (const settings of [[], ['AllowStreamLocalForwarding no']]) {
    const server = await serve({ engineSocket: engine.socketPath, settings, withDocker: true })
    const { secret, dockerfile, seen } = aSecret()
    const wish = {
      dockerfile,
      image: `${world.prefix}-ssh:1`,
      secrets: new Map([['token', secret]]),
    }
    expect((await build(builderOn(linkTo(server)), wish)).output).toContain(seen)
  }
})

test('where the server forbids the forward, its docker program stands in, over the same login', async ({
  engine,
  serve,
  linkTo,
}) => {
  const settings = ['AllowStreamLocalForwarding no']
  const server = await serve({ engineSocket: engine.socketPath, settings, withDocker: true })
  const link = linkTo(server)
  expect(await ping(link)).toBe('OK')
  expect(await Promise.all(Array.from({ length: 5 }, () => ping(link)))).toEqual(
    Array(5).fill('OK'),
  )
  expect(logins(await server.log())).toBe(1)
})

test('more streams than the server allows in one login get logins of their own', async ({
  engine,
  serve,
  linkTo,
}) => {
  const settings = ['AllowStreamLocalForwarding no', 'MaxSessions 2']
  const server = await serve({ engineSocket: engine.socketPath, settings, withDocker: true })
  const link = linkTo(server)
  const streams = await Promise.all([dial(link), dial(link), dial(link), dial(link)])
  const answers = await Promise.all(streams.map((stream) => get(stream, '/_ping').then(text)))
  expect(answers).toEqual(['OK', 'OK', 'OK', 'OK'])
})

test('an ssh that cannot share a login still reaches the engine, one login a stream', async ({
  engine,
  serve,
  linkTo,
}) => {
  const server = await serve({ engineSocket: engine.socketPath, withDocker: true })
  const link = linkTo(server, { canShare: false })
  expect([await ping(link), await ping(link)]).toEqual(['OK', 'OK'])
  expect(logins(await server.log())).toBe(2)
})

test('a socket at another place is used when the destination says so', async ({
  engine,
  serve,
  linkTo,
}) => {
  for (const settings of [[], ['AllowStreamLocalForwarding no']]) {
    const server = await serve({ settings, withDocker: true })
    expect(await ping(linkTo(server, { socketPath: engine.socketPath }))).toBe('OK')
  }
})

test('a jump host of the configuration is gone through, with a host key of its own', async ({
  engine,
  serve,
}) => {
  const jump = await serve()
  const server = await serve({ engineSocket: engine.socketPath })
  const config = join(server.folder, 'jump-config')
  const lines = [
    'Host inner',
    `HostName ${server.host}`,
    `Port ${server.port}`,
    `User ${server.user}`,
    `ProxyJump ${jump.user}@localhost:${jump.port}`,
    server.configFor('id'),
    'Host localhost',
    jump.configFor('id'),
  ]
  await writeFile(config, lines.join('\n'))
  const link = createSshLink({ host: 'inner' }, { program: server.client, args: ['-F', config] })
  expect(await ping(link)).toBe('OK')
  expect(logins(await jump.log())).toBe(1)
  await link.close()
  await writeFile(jump.knownHosts, '')
  await expect(dial(link)).rejects.toMatchObject({
    code: 'unknown-host-key',
    message: `The host key of localhost:${jump.port} is not known yet (ssh-ed25519 ${await jump.fingerprint()})`,
  })
})

test('a key that only the destination names logs in, whatever else may be offered', async ({
  engine,
  serve,
  linkTo,
}) => {
  const server = await serve({ engineSocket: engine.socketPath, withDocker: true })
  await server.makeKey('named')
  await server.authorize('named')
  const config = join(server.folder, 'keyless-config')
  await writeFile(config, server.configFor('missing'))
  const identity = join(server.folder, '100% "named\\')
  await rename(join(server.folder, 'named'), identity)
  for (const canShare of [true, false]) {
    const link = linkTo(server, { config, canShare, identity })
    expect(await ping(link)).toBe('OK')
  }
  await expect(dial(linkTo(server, { config }))).rejects.toMatchObject({ code: 'no-permission' })
})

test('a person’s own forwards and multiplexing for the host are left alone', async ({
  engine,
  serve,
  linkTo,
}) => {
  const server = await serve({ engineSocket: engine.socketPath })
  const config = join(server.folder, 'busy-config')
  const own = join(server.folder, 'own-control')
  const lines = [
    'LocalForward 127.0.0.1:2397 127.0.0.1:1',
    'ControlMaster auto',
    `ControlPath ${own}`,
    'ControlPersist yes',
    'RemoteCommand cat',
    'RequestTTY force',
    server.configFor('id'),
  ]
  await writeFile(config, lines.join('\n'))
  expect(await ping(linkTo(server, { config }))).toBe('OK')
  expect(existsSync(own)).toBe(false)
  await expect(connectTo(2397)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

function builderOn(link: Link): Builder {
  const transport = createTransport(link, 'ssh')
  return {
    docker: (limits) => createDocker(transport, 'ssh', limits),
    openSession: (headers, limits) =>
      transport.hijack(
        { method: 'POST', path: '/session', headers: { ...headers, upgrade: 'h2c' } },
        limits,
      ),
  }
}

async function connectTo(port: number): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1' })
  await once(socket, 'connect')
  socket.destroy()
}
