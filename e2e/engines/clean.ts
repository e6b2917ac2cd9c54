import { aCall } from '../../electron/features/fake-world.ts'
import type { Peer } from './peer.ts'

/**
 * Removes all whose name begins with a prefix, by our own handlers: `docker rm --force` waits 10 s
 * for each container on Podman 5.
 */
export async function clean(peer: Peer, prefix: string): Promise<void> {
  const list = { connection: peer.connection }
  const isOurs = ({ name }: { readonly name: string }) => name.startsWith(prefix)
  const containers = (await peer.containers.list(list, aCall())).filter(isOurs)
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
    ...tags
      .filter((tag) => tag.includes(prefix))
      .map((tag) => peer.images.remove({ ...peer.ref(tag), force: true }, aCall())),
  ])
}
