import type { Readable } from 'node:stream'
import { createDocker } from '../../electron/engine/docker.ts'
import { createStandInWsl, type StandInWsl } from '../../electron/engine/links/stand-in-wsl.ts'
import { createWslLink } from '../../electron/engine/links/wsl-link.ts'
import { createTransport, type Transport } from '../../electron/engine/transport.ts'
import { expect, test as base } from '../app.ts'

/** No Windows here: a stand-in for `wsl.exe` carries the bytes to the real engine. */
const test = base.extend<{ readonly wsl: StandInWsl; readonly transport: Transport }>({
  wsl: async ({ engine }, use) => {
    const wsl = createStandInWsl()
    wsl.behave({ all: ['Ubuntu'], running: ['Ubuntu'], engineSocket: engine.socketPath })
    await use(wsl)
    wsl.remove()
  },
  transport: async ({ wsl }, use) => {
    const link = createWslLink({ distribution: 'Ubuntu' }, wsl.program)
    const transport = createTransport(link, 'wsl://Ubuntu')
    await use(transport)
    await transport.close()
  },
})

test('an engine in a WSL distribution lists what it has, and its logs come whole and in order', async ({
  transport,
  world,
}) => {
  await world.run('talker', { image: 'busybox:local', command: ['seq', '100000'] })
  await world.docker('wait', world.name('talker'))
  const docker = createDocker(transport, 'wsl://Ubuntu', {})
  const names = (await docker.listContainers({ all: true })).flatMap(({ Names }) => Names)
  expect(names).toContain(`/${world.name('talker')}`)
  const log = await docker.getContainer(world.name('talker')).logs({ follow: true, stdout: true })
  let lines = ''
  for await (const chunk of log as Readable) lines += String(chunk)
  const numbers = [...lines.matchAll(/(\d+)\n/g)].map(([, number]) => Number(number))
  expect(numbers).toEqual(Array.from({ length: 100_000 }, (_, index) => index + 1))
})

test('a shell runs in a container of an engine in a WSL distribution', async ({
  transport,
  world,
}) => {
  await world.run('shell', { image: 'busybox:local', command: ['sleep', '1000'] })
  const docker = createDocker(transport, 'wsl://Ubuntu', {})
  const options = { Cmd: ['sh'], AttachStdin: true, AttachStdout: true, Tty: true }
  const exec = await docker.getContainer(world.name('shell')).exec(options)
  const shell = await exec.start({ hijack: true, _body: { Detach: false, Tty: true } } as object)
  shell.write('echo $((6 * 7)); exit 3\n')
  let said = ''
  for await (const chunk of shell as Readable) said += String(chunk)
  expect(said).toContain('42\r\n')
  await expect.poll(async () => (await exec.inspect()).ExitCode).toBe(3)
})
