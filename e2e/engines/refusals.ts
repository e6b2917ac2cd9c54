import { EngineError, type EngineErrorCode } from '#shared/errors.ts'
import { aCall } from '../../electron/features/fake-world.ts'
import type { World } from '../world.ts'
import type { Peer } from './peer.ts'
import { expect, test } from './test.ts'

/** One thing that an engine refuses, and what we say of it. */
interface Refusal {
  readonly name: string
  readonly ask: (peer: Peer, world: World) => Promise<unknown>
  readonly code: EngineErrorCode
  /** `%` is the prefix of the test's names. */
  readonly says: string
  /** The same where an engine tells less. */
  readonly orSays?: string
}

const KEEP = { force: false, volumes: false }

const REFUSALS: readonly Refusal[] = [
  {
    name: 'a name that another container has',
    async ask(peer, world) {
      await world.create('taken')
      const id = await named(peer, await world.create('box'))
      await peer.containers.rename({ ...peer.ref(id), name: world.name('taken') }, aCall())
    },
    code: 'conflict',
    says: 'Cannot rename container "%-box": a container with the name "%-taken" is there already',
    orSays: 'Cannot rename container "%-box": a container with that name is there already',
  },
  {
    name: 'a name with characters that are not allowed',
    async ask(peer, world) {
      const id = await named(peer, await world.create('box'))
      await peer.containers.rename({ ...peer.ref(id), name: 'a b' }, aCall())
    },
    code: 'refused',
    says: 'Cannot rename container "%-box": the name has characters that the engine does not allow',
  },
  {
    name: 'removing a running container',
    async ask(peer, world) {
      const id = await named(peer, await world.run('box'))
      await peer.containers.remove({ ...peer.ref(id), ...KEEP }, aCall())
    },
    code: 'conflict',
    says: 'Cannot remove container "%-box": it is running',
  },
  {
    name: 'removing a paused container',
    async ask(peer, world) {
      const id = await named(peer, await world.run('box'))
      await peer.containers.pause(peer.ref(id), aCall())
      await peer.containers.remove({ ...peer.ref(id), ...KEEP }, aCall())
    },
    code: 'conflict',
    says: 'Cannot remove container "%-box": it is paused',
  },
  {
    name: 'killing a container that does not run',
    async ask(peer, world) {
      const id = await named(peer, await world.create('box'))
      await peer.containers.kill(peer.ref(id), aCall())
    },
    code: 'conflict',
    says: 'Cannot kill container "%-box": it is not running',
  },
  {
    name: 'pausing a container that does not run',
    async ask(peer, world) {
      const id = await named(peer, await world.create('box'))
      await peer.containers.pause(peer.ref(id), aCall())
    },
    code: 'conflict',
    says: 'Cannot pause container "%-box": it is not running',
  },
  {
    name: 'pausing a container that is paused',
    async ask(peer, world) {
      const id = await named(peer, await world.run('box'))
      await peer.containers.pause(peer.ref(id), aCall())
      await peer.containers.pause(peer.ref(id), aCall())
    },
    code: 'conflict',
    says: 'Cannot pause container "%-box": it is paused already',
  },
  {
    name: 'unpausing a container that is not paused',
    async ask(peer, world) {
      const id = await named(peer, await world.run('box'))
      await peer.containers.unpause(peer.ref(id), aCall())
    },
    code: 'conflict',
    says: 'Cannot unpause container "%-box": it is not paused',
  },
  {
    name: 'a signal that there is not',
    async ask(peer, world) {
      const id = await named(peer, await world.run('box'))
      await peer.containers.kill({ ...peer.ref(id), signal: 'NOPE' }, aCall())
    },
    code: 'refused',
    says: 'Cannot kill container "%-box": there is no signal "NOPE"',
  },
  {
    name: 'starting a program that the image does not have',
    async ask(peer, world) {
      const id = await named(peer, await world.create('box', { command: ['nope'] }))
      await peer.containers.start(peer.ref(id), aCall())
    },
    code: 'refused',
    says: 'Cannot start container "%-box": its image has no program "nope" that can be run',
  },
  {
    name: 'starting a program by a path that is not there',
    async ask(peer, world) {
      const id = await named(peer, await world.create('box', { command: ['/no/pe'] }))
      await peer.containers.start(peer.ref(id), aCall())
    },
    code: 'refused',
    says: 'Cannot start container "%-box": its image has no program "/no/pe" that can be run',
  },
  {
    name: 'a port that another container has',
    async ask(peer, world) {
      const flags = ['--publish', '127.0.0.1:18081:80']
      await world.run('first', { flags })
      const id = await named(peer, await world.create('box', { flags }))
      await peer.containers.start(peer.ref(id), aCall())
    },
    code: 'conflict',
    says: 'Cannot start container "%-box": the port 127.0.0.1:18081 is taken',
  },
  {
    name: 'a terminal in a container that does not run',
    async ask(peer, world) {
      const id = await named(peer, await world.create('box'))
      await peer.terminal.findShell(peer.ref(id), aCall())
    },
    code: 'conflict',
    says: 'Cannot open a terminal in container "%-box": it is not running',
  },
  {
    name: 'a container that is gone',
    async ask(peer, world) {
      const id = await named(peer, await world.create('box'))
      await world.docker('rm', id)
      await peer.containers.start(peer.ref(id), aCall())
    },
    code: 'not-found',
    says: 'Cannot start container "%-box": the container is no longer there',
  },
  {
    name: 'removing an image that a container uses',
    async ask(peer, world) {
      await world.docker('tag', 'busybox:local', `${world.prefix}:1`)
      await world.docker('rm', '--force', await world.create('other'))
      const image = `${world.prefix}-own:1`
      await makeImage(world, image)
      await world.create('box', { image })
      await peer.images.remove({ ...peer.ref(image), force: false }, aCall())
    },
    code: 'conflict',
    says: 'Cannot remove image "%-own:1": container "%-box" uses it',
  },
  {
    name: 'removing an image that is gone',
    ask: (peer, world) =>
      peer.images.remove({ ...peer.ref(`${world.prefix}:gone`), force: false }, aCall()),
    code: 'not-found',
    says: 'Cannot remove image "%:gone": there is no image "%:gone" on this engine',
  },
  {
    name: 'a name that no image can have',
    async ask(peer, world) {
      const image = { ...peer.ref('busybox:local'), repository: `${world.prefix}/UPPER`, tag: '1' }
      await peer.images.tag(image, aCall())
    },
    code: 'refused',
    says: 'Cannot tag image "busybox:local": image names are written in lower case',
  },
  {
    name: 'removing a volume that a container uses',
    async ask(peer, world) {
      await world.create('box', { flags: ['--volume', `${world.name('data')}:/data`] })
      await peer.volumes.remove(peer.ref(world.name('data')), aCall())
    },
    code: 'conflict',
    says: 'Cannot remove volume "%-data": container "%-box" uses it',
  },
  {
    name: 'a volume that is gone',
    ask: (peer, world) => peer.volumes.remove(peer.ref(world.name('gone')), aCall()),
    code: 'not-found',
    says: 'Cannot remove volume "%-gone": the volume is no longer there',
  },
  {
    name: 'a volume with characters that are not allowed',
    ask: (peer, world) =>
      peer.volumes.create(
        { connection: peer.connection, name: `${world.prefix} x`, driver: 'local', labels: {} },
        aCall(),
      ),
    code: 'refused',
    says: 'Cannot create volume "% x": the name has characters that the engine does not allow',
  },
  {
    name: 'removing a network that a container is connected to',
    async ask(peer, world) {
      const id = await world.docker('network', 'create', world.name('net'))
      await world.run('box', { flags: ['--network', id] })
      await peer.networks.list({ connection: peer.connection }, aCall())
      const removal = peer.networks.remove(peer.ref(id), aCall())
      await removal.catch(() => {})
      expect(await world.inspect('box', '{{len .NetworkSettings.Networks}}')).toBe('1')
      await removal
    },
    code: 'conflict',
    says: 'Cannot remove network "%-net": container "%-box" uses it',
  },
  {
    name: 'a network that is gone',
    ask: (peer, world) => peer.networks.remove(peer.ref(world.name('gone')), aCall()),
    code: 'not-found',
    says: 'Cannot remove network "%-gone": the network is no longer there',
  },
  {
    name: 'a name that another network has',
    async ask(peer, world) {
      await world.docker('network', 'create', world.name('net'))
      await createNetwork(peer, world.name('net'))
    },
    code: 'conflict',
    says: 'Cannot create network "%-net": a network with the name "%-net" is there already',
  },
  {
    name: 'a subnet that another network has',
    async ask(peer, world) {
      await world.docker('network', 'create', '--subnet', '10.44.9.0/24', world.name('net'))
      await createNetwork(peer, world.name('other'), { subnet: '10.44.9.0/25' })
    },
    code: 'conflict',
    says: 'Cannot create network "%-other": its subnet overlaps with that of another network',
  },
  {
    name: 'a subnet that is none',
    ask: (peer, world) => createNetwork(peer, world.name('net'), { subnet: 'ten' }),
    code: 'refused',
    says: 'Cannot create network "%-net": "ten" is not a subnet',
  },
]

/** What engines refuse, in our words and in no engine's jargon. */
export function testRefusals(): void {
  for (const { name, ask, code, says, orSays = says } of REFUSALS) {
    test(`refused in plain words: ${name}`, async ({ peer, world }) => {
      const error: unknown = await ask(peer, world).then(
        () => undefined,
        (cause: unknown) => cause,
      )
      expect(error).toBeInstanceOf(EngineError)
      const { message, hint = '', engineMessage } = error as EngineError
      const context = `the engine said: ${engineMessage}`
      const sentences = [says, orSays].map((text) => text.replaceAll('%', world.prefix))
      expect(sentences, context).toContain(message)
      expect((error as EngineError).code, context).toBe(code)
      expect(`${message} ${hint}`).not.toMatch(/HTTP code|[0-9a-f]{64}|\[object Object\]/)
    })
  }

  test('refused in plain words: removing a network of the engine’s own', async ({ peer }) => {
    const networks = await peer.networks.list({ connection: peer.connection }, aCall())
    const own = networks.find(({ predefined, driver }) => predefined && driver === 'bridge')
    await expect(peer.networks.remove(peer.ref(own?.id ?? ''), aCall())).rejects.toThrow(
      `Cannot remove network "${own?.name}": it belongs to the engine`,
    )
  })
}

/** Has the app see the container in its list, as it does before anything is done to it. */
async function named(peer: Peer, id: string): Promise<string> {
  await peer.containers.list({ connection: peer.connection, ids: [id] }, aCall())
  return id
}

async function makeImage(world: World, image: string): Promise<void> {
  const id = await world.create('source')
  await world.docker('commit', id, image)
  await world.docker('rm', id)
}

async function createNetwork(peer: Peer, name: string, wish: object = {}): Promise<void> {
  const network = { connection: peer.connection, name, driver: 'bridge', internal: false }
  await peer.networks.create({ ...network, ...wish }, aCall())
}
