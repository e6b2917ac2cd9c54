import type { Task } from '#shared/contract/tasks.ts'
import { aCall } from '../../electron/features/fake-world.ts'
import { startPasswordRegistry } from '../../scripts/engine/password-registry.mjs'
import type { Peer } from './peer.ts'
import { expect, test } from './test.ts'

/** An engine in a machine of its own cannot reach a registry that stands beside it. */
const IN_A_MACHINE = 'its loopback is not ours'

/** How engines take the login of a registry. */
export function testLogins(): void {
  test('an engine tries a login; Docker pulls with it, and without it no more', async ({
    peer,
    world,
  }) => {
    test.skip(peer.slowdown > 1, IN_A_MACHINE)
    const { connection, registries } = peer
    const registry = await startPasswordRegistry(peer.private)
    const { host, user, password } = registry
    const image = `${host}/team/private:1`
    const login = (secret: string) =>
      registries.login({ connection, host, user, password: secret, inDockerFile: false }, aCall())
    const logins = async () => (await registries.list({ connection }, aCall())).logins
    try {
      await expect(login('wrong')).rejects.toMatchObject({
        message: expect.stringContaining(`Cannot log in to registry "${host}"`),
      })
      await expect(login('wrong')).rejects.not.toMatchObject({
        message: expect.stringContaining('wrong'),
      })
      expect(await logins()).toEqual([])
      if (peer.isPodman) {
        // It tries logins by TLS alone, whatever `registries.conf` says of the registry.
        await expect(login(password)).rejects.toMatchObject({
          message: expect.stringContaining('speaks no TLS, and the engine asks for it'),
        })
        return
      }
      expect(await login(password)).toEqual({ kind: 'memory' })
      expect(await logins()).toMatchObject([{ host, user }])

      await world.docker('tag', 'busybox:local', image)
      expect((await push(peer, image)).state).toMatchObject({ kind: 'done' })
      await world.docker('rmi', image)
      expect((await pull(peer, image)).state).toMatchObject({ kind: 'done' })
      await world.docker('rmi', image)

      await registries.logout({ connection, host }, aCall())
      expect((await pull(peer, image)).state).toMatchObject({
        kind: 'failed',
        error: { message: expect.stringContaining(`Cannot pull image "${image}"`) },
      })
      expect(await world.docker('image', 'ls', '--quiet', image)).toBe('')
    } finally {
      await registry.close()
    }
  })
}

async function push(peer: Peer, reference: string): Promise<Task> {
  const { connection, images } = peer
  return endOf(peer, await images.beginPush({ connection, reference }, aCall()))
}

async function pull(peer: Peer, image: string): Promise<Task> {
  const { connection, images } = peer
  return endOf(peer, await images.beginPull({ connection, image }, aCall()))
}

async function endOf({ tasks }: Peer, id: string): Promise<Task> {
  const find = () => tasks.list().find((task) => task.id === id)
  await expect.poll(() => find()?.state.kind).not.toBe('running')
  const task = find()
  if (!task) throw new Error(`The task ${id} is not listed`)
  return task
}
