import type { TerminalSize } from '#shared/contract/terminal.ts'
import { createFakePipe } from '../../electron/features/fake-world.ts'
import { createSidecars } from '../../electron/features/terminal/index.ts'
import type { World } from '../world.ts'
import type { Peer } from './peer.ts'
import { expect, test } from './test.ts'

const SIZE = { columns: 91, rows: 33 }
const IMAGE = 'busybox:local'

/** A shell for images that have none, and all that it leaves behind: nothing. */
export function testDebugShells(): void {
  test('a debug shell sees processes, network, volumes and files of a container without a shell', async ({
    peer,
    world,
  }) => {
    const volume = `${world.prefix}-data`
    const flags = ['--volume', `${volume}:/data`]
    const id = await world.run('bare', { image: 'shell-less:local', command: [], flags })
    const { end, view } = debug(peer, id)
    const shown = () => view.received().toString()
    await expect.poll(shown).toContain('under /proc/1/root')
    view.type('ps -o args; ls /proc/1/root; echo kept > /data/note; hostname\r')
    await expect.poll(shown).toContain('/sleep infinity')
    const hostname = await world.inspect('bare', '{{.Config.Hostname}}')
    await expect.poll(shown).toContain(hostname)
    expect(await sidecarsOf(world, id)).toHaveLength(1)
    const names = await world.docker('ps', '--format', '{{.Names}}')
    expect(names).toMatch(new RegExp(`^${world.name('bare')}-debug-[0-9a-f]{6}$`, 'm'))
    view.type('exit\r')
    expect((await end).kind).toMatch(/^(exited|gone)$/)
    await expect.poll(() => sidecarsOf(world, id)).toEqual([])
    expect(await world.docker('volume', 'ls', '--quiet', '--filter', `name=${volume}`)).toBe(volume)
  })

  test("closing a debug shell removes its container, and keeps the other's nameless volumes", async ({
    peer,
    world,
  }) => {
    const flags = ['--volume', '/data']
    const id = await world.run('bare', { image: 'shell-less:local', command: [], flags })
    const { end, view } = debug(peer, id)
    view.type('echo precious > /data/note; echo up-$((1+1))\r')
    await expect.poll(() => view.received().toString()).toContain('up-2')
    view.closeView()
    expect(await end).toEqual({ kind: 'interrupted' })
    expect(await sidecarsOf(world, id)).toEqual([])
    const again = debug(peer, id)
    again.view.type('cat /data/note\r')
    await expect.poll(() => again.view.received().toString()).toContain('precious')
    again.view.closeView()
    await again.end
  })

  for (const flags of [[], ['--volume', '/data']]) {
    const beside = flags.length > 0 ? 'that shares others' : 'that shares none'
    test(`the volumes that an image asks for go with a debug shell of it ${beside}`, async ({
      peer,
      world,
    }) => {
      const image = `${world.prefix}-volumes:local`
      const source = await world.run('source')
      await world.docker('commit', '--change', 'VOLUME /own', source, image)
      const id = await world.run('bare', { image: 'shell-less:local', command: [], flags })
      const before = await volumesOf(world)
      const { end, view } = debug(peer, id, image)
      view.type('echo up-$((1+1))\r')
      await expect.poll(() => view.received().toString()).toContain('up-2')
      expect((await volumesOf(world)).length).toBe(before.length + 1)
      view.closeView()
      await end
      expect(await volumesOf(world)).toEqual(before)
      await world.docker('rmi', image)
    })
  }

  test('a container that ends takes its debug shell along', async ({ peer, world }) => {
    const id = await world.run('bare', { image: 'shell-less:local', command: [] })
    const { end, view } = debug(peer, id)
    view.type('echo up-$((1+1))\r')
    await expect.poll(() => view.received().toString()).toContain('up-2')
    await world.docker('kill', id)
    expect((await end).kind).toMatch(/^(exited|gone|interrupted)$/)
    await expect.poll(() => sidecarsOf(world, id)).toEqual([])
  })

  test('an image without a shell is told, and nothing of it stays', async ({ peer, world }) => {
    const id = await world.run('bare', { image: 'shell-less:local', command: [] })
    await expect(debug(peer, id, 'shell-less:local').end).rejects.toMatchObject({
      code: 'no-shell',
      message: expect.stringContaining('"shell-less:local" has no shell'),
    })
    expect(await sidecarsOf(world, id)).toEqual([])
  })

  test('what an app that died has left is swept by it alone', async ({ peer, world }) => {
    const id = await world.run('bare', { image: 'shell-less:local', command: [] })
    const labels = (owner: string) =>
      [`debug-shell=${owner}`, `debug-shell.of=${id}`].flatMap((label) => [
        '--label',
        `io.pilothouse.${label}`,
      ])
    const shares = ['--pid', `container:${id}`]
    await world.run('mine', { flags: [...labels('this-app'), ...shares] })
    await world.run('theirs', { flags: [...labels('another-app'), ...shares] })
    // A container of an image that was made of a sidecar has its labels.
    await world.run('child', { flags: labels('this-app') })
    const { end, view } = debug(peer, id)
    await expect.poll(() => view.received().length).toBeGreaterThan(0)
    await createSidecars({ id: 'this-app', keep: async () => {} }).sweep(peer.engine)
    const names = await world.docker('ps', '--all', '--format', '{{.Names}}')
    expect(names).not.toContain(world.name('mine'))
    expect(names).toContain(world.name('theirs'))
    expect(names).toContain(world.name('child'))
    // Those two, and the one that is used.
    expect(await sidecarsOf(world, id)).toHaveLength(3)
    view.closeView()
    await end
    // Podman removes nothing whose processes another shares.
    await world.docker('rm', '--force', world.name('theirs'))
  })
}

function debug(peer: Peer, id: string, image = IMAGE) {
  const view = createFakePipe<{ resize: TerminalSize }>()
  const end = peer.terminal.debug({ ...peer.ref(id), image, size: SIZE }, view.end)
  // A test that fails earlier leaves it behind.
  end.catch(() => {})
  return { end, view }
}

async function sidecarsOf(world: World, id: string): Promise<readonly string[]> {
  const filter = `label=io.pilothouse.debug-shell.of=${id}`
  const ids = await world.docker('ps', '--all', '--quiet', '--filter', filter)
  return ids.split('\n').filter((line) => line !== '')
}

async function volumesOf(world: World): Promise<readonly string[]> {
  const names = await world.docker('volume', 'ls', '--quiet')
  return names.split('\n').filter((line) => line !== '')
}
