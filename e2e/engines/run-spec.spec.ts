import { aCall } from '../../electron/features/fake-world.ts'
import { createRequest } from '#shared/run-spec/engine/create-body.ts'
import { LINE_CORPUS } from '#shared/run-spec/line-corpus.fixture.ts'
import { parseRunLine } from '#shared/run-spec/line/parse-run-line.ts'
import { runLine } from '#shared/run-spec/line/run-line.ts'
import type { RunSpec } from '#shared/run-spec/run-spec.ts'
import type { World } from '../world.ts'
import type { Peer } from './peer.ts'
import {
  comparable,
  holdings,
  inBash,
  inspect,
  isDetached,
  lineFor,
  removeNow,
} from './recreate.ts'
import { expect, test } from './test.ts'

/** Three containers a line, of which some are run. */
const ALL_LINES_MS = 600_000

test(`${LINE_CORPUS.length} containers are made again from their inspect: by the docker CLI with our line, and by our request`, async ({
  peer,
  world,
}) => {
  test.setTimeout(ALL_LINES_MS)
  const before = await holdings(peer)
  await furnish(world)
  for (const line of LINE_CORPUS) {
    await test.step(line, () => makeAgain(peer, world, line))
  }
  await world.remove()
  expect(await holdings(peer)).toEqual(before)
})

/** What the lines speak of. */
async function furnish(world: World): Promise<void> {
  await world.run('base', { flags: ['--ipc', 'shareable', '--volume', '/shared'] })
  await world.docker('network', 'create', '--subnet', '10.199.0.0/24', world.name('front'))
  await world.docker('network', 'create', world.name('back'))
}

async function makeAgain(peer: Peer, world: World, line: string): Promise<void> {
  const ours = lineFor(world, line)
  const verb = isDetached(line) ? 'run' : 'create'

  const first = await made(peer, await inBash(peer, ours))
  expect.soft(first.notCarried, line).toEqual([])

  // Nobody has named it: the line must leave the engine to do so again.
  const isNamed = line.includes('--name')
  const { name, ...nameless } = first.spec
  const spec: RunSpec = isNamed ? first.spec : nameless
  expect.soft(name, line).toBeTruthy()

  const { text } = runLine(spec, { verb })
  expect.soft(parseRunLine(text).spec, `read again: ${text}`).toEqual(spec)
  const second = await made(peer, await inBash(peer, text))
  expect.soft(second.comparable, `our line for: ${line}\n${text}`).toEqual(first.comparable)

  const third = await made(peer, await byRequest(peer, spec, verb))
  expect.soft(third.comparable, `our request for: ${line}`).toEqual(first.comparable)

  // What is pasted, and sent without the docker CLI, makes the same container.
  const pasted = parseRunLine(ours).spec
  const fourth = await made(peer, await byRequest(peer, pasted, verb))
  expect.soft(fourth.comparable, `the pasted line as a request: ${line}`).toEqual(first.comparable)
}

/** Looks at a container that was just made, and removes it again. */
async function made(peer: Peer, id: string) {
  const raw = await inspect(peer, id)
  const { spec, notCarried } = await peer.containers.spec(peer.ref(raw.Id), aCall())
  await removeNow(peer, raw.Id)
  return { comparable: comparable(raw), spec, notCarried }
}

async function byRequest(peer: Peer, spec: RunSpec, verb: 'run' | 'create'): Promise<string> {
  const { query, body, connects } = createRequest(spec)
  const docker = peer.engine.docker({})
  const container = await docker.createContainer({ ...body, ...query })
  for (const { network, endpoint } of connects) {
    await docker.getNetwork(network).connect({ Container: container.id, EndpointConfig: endpoint })
  }
  if (verb === 'run') await container.start()
  return container.id
}
