import { aCall } from '../../electron/features/fake-world.ts'
import type { Peer } from './peer.ts'
import { expect, test } from './test.ts'

/** What a container's files differ in from its image's. */
export function testFileChanges(): void {
  test('paths that were added, changed and deleted are told, also once it has stopped', async ({
    peer,
    world,
  }) => {
    const script = 'echo x > /added.txt; rm /bin/vi; exec sleep 1000'
    const id = await world.run('box', { command: ['sh', '-c', script] })
    const truth = [
      { kind: 'added', path: '/added.txt' },
      { kind: 'changed', path: '/bin' },
      { kind: 'deleted', path: '/bin/vi' },
    ]
    await expect.poll(() => changes(peer, id)).toEqual(expect.arrayContaining(truth))
    await world.docker('kill', id)
    expect(await changes(peer, id)).toEqual(expect.arrayContaining(truth))
  })

  test('a container that has never run differs in none that its image has', async ({
    peer,
    world,
  }) => {
    const found = await changes(peer, await world.create('box'))
    expect(found.filter(({ kind }) => kind === 'deleted')).toEqual([])
  })
}

function changes(peer: Peer, id: string) {
  return peer.containers.changes(peer.ref(id), aCall())
}
