import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { expect, test as base } from '@playwright/test'
import type { TlsFiles } from '../../electron/engine/address.ts'
import { createEngines, createScout, type Engine } from '../../electron/engine/index.ts'
import { createEngine } from '../../electron/engine/engine.ts'
import {
  createAuthority,
  THIS_MACHINE,
  type Authority,
} from '../../electron/engine/links/test-certificates.ts'
import { findFreePort, forwardPort } from '../../scripts/engine/forward-port.mjs'
import { startPrivateEngine, type PrivateEngine } from '../../scripts/engine/private-engine.mjs'
import { aSecret, build } from './build-session.ts'

/** A real engine that is reached by TLS, and by who shows a certificate of its authority. */
interface TlsEngine {
  readonly real: PrivateEngine
  readonly port: number
  readonly authority: Authority
  /** The ca.pem, cert.pem and key.pem of somebody that it knows. */
  readonly certFolder: string
}

/** Not one that an engine of this machine has. */
const PREFERRED_PORT = 23760

const test = base.extend<{ readonly engine: Engine }, { readonly tls: TlsEngine }>({
  tls: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'pilothouse-tls-'))
      const authority = await createAuthority(folder, 'authority')
      const port = await findFreePort(PREFERRED_PORT)
      const args = await serveTls(authority, port)
      const real = await startPrivateEngine({ name: 'tls', args, images: ['busybox:local'] })
      const closePort = await forwardPort(real, port)
      await use({ real, port, authority, certFolder: await knownClient(authority, folder) })
      closePort()
      await real.stop()
      await rm(folder, { recursive: true })
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  // As the docker CLI is pointed at it.
  engine: async ({ tls: { port, certFolder } }, use) => {
    const environment = {
      host: `tcp://127.0.0.1:${port}`,
      tlsVerify: '1',
      certPath: certFolder,
      context: undefined,
      configFolder: certFolder,
    }
    const engines = createEngines({ environment })
    await use(engines.get('DOCKER_HOST'))
    await engines.close()
  },
})

test('an engine behind TLS is connected, and lists what it has', async ({ engine, tls }) => {
  await tls.real.docker('create', '--name', 'listed', 'busybox:local')
  await expect.poll(() => engine.supervisor.state.kind).toBe('connected')
  const containers = await engine.docker({}).listContainers({ all: true })
  expect(containers.flatMap(({ Names }) => Names)).toContain('/listed')
})

test('a log is followed over TLS', async ({ engine, tls }) => {
  const script = 'read line; echo "said $line"; sleep 1000'
  await tls.real.docker('run', '-di', '--name', 'talking', 'busybox:local', 'sh', '-c', script)
  const container = engine.docker({}).getContainer('talking')
  const log = await container.logs({ follow: true, stdout: true })
  const stdin = await container.attach({ stream: true, stdin: true, hijack: true })
  stdin.write('hello\n')
  await expect(readUntil(log as Readable, 'said hello')).resolves.toContain('said hello')
  stdin.end()
})

test('a shell runs over TLS', async ({ engine, tls }) => {
  await tls.real.docker('run', '-d', '--name', 'shell', 'busybox:local', 'sleep', '1000')
  const options = { Cmd: ['sh'], AttachStdin: true, AttachStdout: true, Tty: true }
  const exec = await engine.docker({}).getContainer('shell').exec(options)
  const start = { hijack: true, _body: { Detach: false, Tty: true } }
  const shell = await exec.start(start)
  shell.write('echo $((6 * 7)); exit 3\n')
  await expect(readUntil(shell, '42\r\n')).resolves.toContain('42')
  await expect.poll(async () => (await exec.inspect()).ExitCode).toBe(3)
})

test('a build asks for its secrets over TLS', async ({ engine }) => {
  const { secret, dockerfile, seen } = aSecret()
  const wish = { dockerfile, image: 'secret:1', secrets: new Map([['token', secret]]) }
  expect((await build(engine, wish)).output).toContain(seen)
})

test('the engine in a node of minikube is found and used, over TLS as minikube says', async ({
  tls,
}, info) => {
  const home = info.outputPath('home')
  await mkdir(join(home, '.minikube/profiles/work'), { recursive: true })
  await writeFile(join(home, '.minikube/profiles/work/config.json'), '{"Driver":"docker"}')
  await mkdir(join(home, 'bin'))
  const dockerEnv = JSON.stringify({
    DOCKER_HOST: `tcp://127.0.0.1:${tls.port}`,
    DOCKER_CERT_PATH: tls.certFolder,
  })
  const answers = `case $3 in status) echo '{"Host":"Running"}' ;; *) echo '${dockerEnv}' ;; esac`
  await writeFile(join(home, 'bin/minikube'), `#!/bin/sh\n${answers}\n`, { mode: 0o755 })
  const environment = { host: 'unix:///nowhere', context: undefined, tlsVerify: undefined }
  const engines = createEngines({ environment: { ...environment, configFolder: home } })
  const env = { PATH: join(home, 'bin'), XDG_RUNTIME_DIR: home }
  const machine = { platform: 'linux', home, env, uid: 0, root: home } as const
  const reports = await createScout(engines, machine).look({
    signal: AbortSignal.timeout(20_000),
  })
  const { supervisor } = engines.get('place:minikube:work')
  await expect.poll(() => supervisor.state.kind).toBe('connected')
  expect(reports.find(({ place }) => place.owner === 'minikube')).toMatchObject({
    connections: ['place:minikube:work'],
  })
  await engines.close()
})

test('an engine that wants a client certificate says so to who has none', async ({ tls }) => {
  const error = await refusal(tls, { ca: tls.authority.ca })
  expect(error).toMatchObject({
    code: 'no-permission',
    message: expect.stringContaining('wants a client certificate that it knows'),
  })
})

test('it says so as well to who has one that it does not know', async ({ tls }, info) => {
  const foreign = await createAuthority(info.outputPath('foreign'), 'foreign')
  const stranger = await foreign.issue('stranger', { use: 'clientAuth' })
  const error = await refusal(tls, { ca: tls.authority.ca, ...stranger })
  expect(error).toMatchObject({
    code: 'no-permission',
    message: expect.stringContaining('wants a client certificate that it knows'),
  })
})

test('an engine of another authority is not spoken to', async ({ tls }, info) => {
  const { ca } = await createAuthority(info.outputPath('foreign'), 'foreign')
  const error = await refusal(tls, { ca })
  expect(error).toMatchObject({
    code: 'bad-answer',
    message: expect.stringContaining('not signed by an authority that you trust'),
  })
})

test('an engine that is asked without TLS says what is missing', async ({ tls }) => {
  const error = await refusal(tls)
  expect(error).toMatchObject({
    code: 'bad-answer',
    message: 'The engine speaks TLS on this port, and was asked without',
  })
})

async function serveTls(authority: Authority, port: number): Promise<string[]> {
  const own = await authority.issue('server', { use: 'serverAuth', hosts: THIS_MACHINE })
  const files = [`--tlscacert=${authority.ca}`, `--tlscert=${own.cert}`, `--tlskey=${own.key}`]
  return [`--host=tcp://127.0.0.1:${port}`, '--tlsverify', ...files]
}

async function knownClient(authority: Authority, folder: string): Promise<string> {
  const { cert, key } = await authority.issue('client', { use: 'clientAuth' })
  await copyFile(authority.ca, join(folder, 'ca.pem'))
  await copyFile(cert, join(folder, 'cert.pem'))
  await copyFile(key, join(folder, 'key.pem'))
  return folder
}

/** What the engine's first answer is to who comes with these files, or without TLS. */
async function refusal({ port }: TlsEngine, files?: TlsFiles): Promise<unknown> {
  const target = { host: '127.0.0.1', port }
  const address = files
    ? { kind: 'tls' as const, ...target, files }
    : { kind: 'tcp' as const, ...target }
  const endpoint = `tcp://127.0.0.1:${port}`
  const engine = createEngine(
    {
      id: 'x',
      name: 'x',
      source: 'context',
      endpoint,
      kind: address.kind,
      mode: 'full',
      remote: false,
      current: false,
    },
    address,
  )
  const error: unknown = await engine
    .docker({})
    .ping()
    .catch((cause: unknown) => cause)
  await engine.close()
  return error
}

/** Text of a stream up to these words; the stream is ended then. */
async function readUntil(stream: AsyncIterable<Uint8Array>, words: string): Promise<string> {
  let text = ''
  for await (const chunk of stream) {
    text += Buffer.from(chunk).toString()
    if (text.includes(words)) break
  }
  return text
}
