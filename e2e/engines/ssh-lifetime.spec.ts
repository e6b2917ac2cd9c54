import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { Link } from '../../electron/engine/links/link.ts'
import { commandLineOf } from '../../scripts/engine/process-table.mjs'
import type { SshServer } from '../../scripts/engine/ssh-server.mjs'
import { dial, endSsh, expect, folderOf, get, ping, sshProcesses, test } from './ssh-test.ts'

/** Two questions of ssh without an answer, and what a loaded machine adds. */
const MAX_NOTICE_MS = 12_000

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
  // While it ends it may still take a connection, and close it.
  await expect
    .poll(() => refusalOf(link))
    .toBe(`No ssh server listens on 127.0.0.1, port ${server.port}`)
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

/** Why a dial fails; nothing where it does not, once its stream has ended. */
async function refusalOf(link: Link): Promise<string | undefined> {
  try {
    const stream = await dial(link)
    const closed = once(stream, 'close')
    stream.on('error', () => {}).resume()
    await closed
    return undefined
  } catch (cause) {
    return (cause as Error).message
  }
}

/** A process of its own that holds a link open; it says when its ssh is logged in. */
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
