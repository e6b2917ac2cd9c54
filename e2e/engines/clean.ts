import { aCall } from '../../electron/features/fake-world.ts'
import type { Peer } from './peer.ts'

/**
 * Removes all whose name begins with a prefix, by our own handlers: `docker rm --force` waits 10 s
 * for each container on Podman 5.
 */
export async function clean(peer: Peer, prefix: string): Promise<void> {
  const list = { connection: peer.connection }
  const isOurs = ({ name }: { readonly name: string }) => name.startsWith(prefix)
  const everybody = await peer.containers.list(list, aCall())
  const containers = everybody.filter(isOurs)
  const wish = { force: true, volumes: true }
  await Promise.all(
    containers.map(({ id }) => peer.containers.remove({ ...peer.ref(id), ...wish }, aCall())),
  )
  const volumes = (await peer.volumes.list(list, aCall())).filter(isOurs)
  const networks = (await peer.networks.list(list, aCall())).filter(isOurs)
  const tags = (await peer.images.list(list, aCall())).flatMap(({ tags }) => tags)
  await Promise.all([
    ...volumes.map(({ name }) => peer.volumes.remove(peer.ref(name), aCall())),
    ...networks.map(({ id }) => peer.networks.remove(peer.ref(id), aCall())),
  ])
  // One at a time: Docker 20.10 trips over two names of one image that go at once.
  const forced = { force: true, users: everybody.map(({ id }) => id) }
  for (const tag of tags.filter((one) => one.includes(prefix))) {
    await peer.images.remove({ ...peer.ref(tag), ...forced }, aCall())
  }
}
