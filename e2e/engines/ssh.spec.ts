import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import { request, type IncomingMessage } from 'node:http'
import { connect, createServer, type AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import type { Duplex } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { SshDestination } from '../../electron/engine/address.ts'
import type { Link } from '../../electron/engine/links/link.ts'
import { createSshLink } from '../../electron/engine/links/ssh-link.ts'
import { childrenOf, commandLineOf } from '../../scripts/engine/process-table.mjs'
import { startSshServer, type SshServer } from '../../scripts/engine/ssh-server.mjs'
import { expect, test as base } from '../app.ts'

type ServerOptions = NonNullable<Parameters<typeof startSshServer>[0]>

interface LinkOptions extends Partial<SshDestination> {
  /** A client's configuration; that with the right key and host key when left out. */
  readonly config?: string
  readonly canShare?: boolean
}

/** A person waits this long for a list; ssh adds a hop on the same machine. */
const MAX_MEDIAN_PING_MS = 20

/** Two questions of ssh without an answer, and what a loaded machine adds. */
const MAX_NOTICE_MS = 12_000

const test = base.extend<{
  /** Starts an ssh server; it ends with the test. */
  readonly serve: (options?: ServerOptions) => Promise<SshServer>
  /** Makes a link to a server; it is closed with the test. */
  readonly linkTo: (server: SshServer, options?: LinkOptions) => Link
}>({
  serve: async ({}, use) => {
    const servers: SshServer[] = []
    await use(async (options) => {
      const server = await startSshServer(options)
      servers.push(server)
      return server
    })
    for (const server of servers) await server.stop()
  },
  linkTo: async ({}, use) => {
    const links: Link[] = []
    await use((server, { config = server.clientConfig, canShare = true, ...rest } = {}) => {
      const destination = { host: server.host, port: server.port, user: server.user, ...rest }
      const settings = { program: server.client, args: ['-F', config], canShare }
      const link = createSshLink(destination, settings)
      links.push(link)
      return link
    })
    for (const link of links) await link.close()
    await expect.poll(sshProcesses).toEqual([])
  },
})

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

test('a ping through the shared process takes milliseconds', async ({ engine, serve, linkTo }) => {
  const link = linkTo(await serve({ engineSocket: engine.socketPath }))
  await ping(link)
  const times: number[] = []
  for (let round = 0; round < 20; round++) {
    const start = performance.now()
    await ping(link)
    times.push(performance.now() - start)
  }
  const median = times.toSorted((a, b) => a - b)[10] ?? Infinity
  test.info().annotations.push({ type: 'median ping', description: `${median.toFixed(1)} ms` })
  expect(median).toBeLessThan(MAX_MEDIAN_PING_MS)
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

test('after ssh was killed its streams break off, and the next dial logs in again', async ({
  engine,
  serve,
  linkTo,
}) => {
  const link = linkTo(await serve({ engineSocket: engine.socketPath }))
  const answer = await get(await dial(link), '/events')
  const [before] = sshProcesses()
  const broken = text(answer)
  broken.catch(() => {})
  await endSsh()
  await expect(broken).rejects.toThrow()
  expect(await ping(link)).toBe('OK')
  expect(sshProcesses()).toHaveLength(1)
  expect(sshProcesses()[0]).not.toEqual(before)
})

test('a server that goes away breaks the streams off, and one that returns is reached', async ({
  engine,
  serve,
  linkTo,
}) => {
  const server = await serve({ engineSocket: engine.socketPath })
  const link = linkTo(server)
  expect(await ping(link)).toBe('OK')
  await server.end()
  await expect(dialUntilRefused(link)).rejects.toMatchObject({
    message: `No ssh server listens on 127.0.0.1, port ${server.port}`,
  })
  await server.start()
  expect(await ping(link)).toBe('OK')
})

test('a server that no longer answers is noticed in about ten seconds', async ({
  engine,
  serve,
  linkTo,
}) => {
  const server = await serve({ engineSocket: engine.socketPath })
  const answer = await get(await dial(linkTo(server)), '/events')
  const broken = text(answer)
  broken.catch(() => {})
  const start = performance.now()
  server.freeze()
  await expect(broken).rejects.toThrow()
  expect(performance.now() - start).toBeLessThan(MAX_NOTICE_MS)
})

test('closing leaves no process and no folder, and breaks off what was open', async ({
  engine,
  serve,
  linkTo,
}) => {
  const link = linkTo(await serve({ engineSocket: engine.socketPath }))
  const stream = await dial(link)
  const [master] = sshProcesses()
  expect(existsSync(folderOf(master))).toBe(true)
  const broken = text(stream)
  broken.catch(() => {})
  await link.close()
  expect(sshProcesses()).toEqual([])
  expect(existsSync(folderOf(master))).toBe(false)
  await expect(broken).rejects.toMatchObject({ code: 'cancelled' })
})

test('ssh ends with the app, and one that the app could not end is ended by the next', async ({
  engine,
  serve,
}) => {
  const server = await serve({ engineSocket: engine.socketPath })
  await writeFile(join(server.folder, 'package.json'), '{ "type": "module" }')
  const bundle = await bundleLink(server.folder)

  const first = await startHolder(server, bundle)
  expect(existsSync(folderOf(first.master))).toBe(true)
  first.holder.stdin.end()
  await once(first.holder, 'exit')
  await expect.poll(() => commandLineOf(first.master?.pid ?? 0)).toEqual([])
  expect(existsSync(folderOf(first.master))).toBe(false)

  const killed = await startHolder(server, bundle)
  killed.holder.kill('SIGKILL')
  await once(killed.holder, 'exit')
  expect(commandLineOf(killed.master?.pid ?? 0)).not.toEqual([])

  const next = await startHolder(server, bundle)
  await expect.poll(() => commandLineOf(killed.master?.pid ?? 0)).toEqual([])
  expect(existsSync(folderOf(killed.master))).toBe(false)
  next.holder.stdin.end()
  await once(next.holder, 'exit')
})

test('a dial that is taken back ends at once, and with it the login that nobody else waits for', async ({
  serve,
  linkTo,
}) => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const link = linkTo(await serve(), { port })
  const [first, second] = [new AbortController(), new AbortController()]
  const dials = [link.dial(first.signal), link.dial(second.signal)]
  dials.forEach((dialled) => dialled.catch(() => {}))
  await once(silent, 'connection')
  const [master] = sshProcesses()
  first.abort()
  await expect(dials[0]).rejects.toMatchObject({ code: 'cancelled' })
  expect(sshProcesses()).toEqual([master])
  second.abort()
  await expect(dials[1]).rejects.toMatchObject({ code: 'cancelled' })
  await expect.poll(sshProcesses).toEqual([])
  await expect.poll(() => existsSync(folderOf(master))).toBe(false)
  silent.close()
})

/** A process of its own that holds a link open; it says the pid of its ssh. */
const HOLDER = `
const { createSshLink } = await import(process.argv[1])
const [destination, settings] = JSON.parse(process.argv[2])
await createSshLink(destination, settings).dial(new AbortController().signal)
console.log('up')
process.stdin.resume().once('end', () => process.exit())
`

async function startHolder(server: SshServer, bundle: string) {
  const destination = { host: server.host, port: server.port, user: server.user }
  const settings = { program: server.client, args: ['-F', server.clientConfig] }
  const args = ['--input-type=module', '-e', HOLDER, bundle]
  const holder = spawn(process.execPath, [...args, JSON.stringify([destination, settings])], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  const [master] = sshProcesses(holder.pid)
  return { holder, master }
}

/** The link as one file that Node runs as it is. */
async function bundleLink(folder: string): Promise<string> {
  const entry = fileURLToPath(new URL('../../electron/engine/links/ssh-link.ts', import.meta.url))
  await build({
    configFile: false,
    logLevel: 'silent',
    build: { ssr: entry, outDir: folder, emptyOutDir: false },
  })
  return join(folder, 'ssh-link.js')
}

interface SshProcess {
  readonly pid: number
  readonly words: readonly string[]
}

/** The ssh processes that a process has started. */
function sshProcesses(parent = process.pid): readonly SshProcess[] {
  return childrenOf(parent)
    .map((pid) => ({ pid, words: commandLineOf(pid) }))
    .filter(({ words }) => words.includes('BatchMode=yes'))
}

/** Kills them as a crash would. */
async function endSsh(): Promise<void> {
  for (const { pid } of sshProcesses()) process.kill(pid, 'SIGKILL')
  await expect.poll(sshProcesses).toEqual([])
}

function folderOf(master: SshProcess | undefined): string {
  const word = master?.words.find((word) => word.startsWith('ControlPath=')) ?? ''
  return dirname(word.slice('ControlPath='.length))
}

function logins(log: string): number {
  return log.match(/Accepted publickey/g)?.length ?? 0
}

function dial(link: Link): Promise<Duplex> {
  return link.dial(AbortSignal.timeout(20_000))
}

async function ping(link: Link): Promise<string> {
  return text(await get(await dial(link), '/_ping'))
}

/** A dial that still meets the old connection may succeed; its stream then breaks off. */
async function dialUntilRefused(link: Link): Promise<never> {
  for (;;) {
    const stream = await dial(link)
    await once(
      stream.resume().on('error', () => {}),
      'close',
    )
  }
}

/** One HTTP exchange over a stream. */
function get(stream: Duplex, path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { host: 'docker', connection: 'close' }
    const outgoing = request({ path, headers, createConnection: () => stream })
    outgoing.once('response', resolve).once('error', reject).end()
  })
}

async function configWithKey(server: SshServer, key: string, passphrase?: string): Promise<string> {
  const config = join(server.folder, `config-${key}`)
  await server.makeKey(key, passphrase)
  await writeFile(config, server.configFor(key))
  return config
}

async function connectTo(port: number): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1' })
  await once(socket, 'connect')
  socket.destroy()
}
