import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createEngines, type Engines } from '../../electron/engine/index.ts'
import { respond, startFakeEngine, type FakeEngine } from '../../electron/engine/fake-engine.ts'
import type { PrivateEngine } from '../../scripts/engine/private-engine.mjs'
import { tryEverything } from './every-action.ts'
import { noteFigure } from './figures.ts'
import { expect, test } from './fault-engine.ts'
import { BUSY_CONTAINER } from './streams.ts'

test('no action on the engine that was chosen reaches the one in DOCKER_HOST', async ({
  engine,
  world,
}) => {
  const id = await world.run('busy', { command: BUSY_CONTAINER })
  const decoy = await startFakeEngine((socket) => socket.end(respond(200, 'OK')))
  const before = process.env['DOCKER_HOST']
  // As dockerode would find it, were it allowed to look.
  process.env['DOCKER_HOST'] = decoy.endpoint
  const engines = await chooseBeside(decoy, engine)
  try {
    const done = await tryEverything({ engines, connection: 'context:chosen', id, world })
    noteFigure({ what: 'actions tried', value: done.length, unit: 'actions' })
    noteFigure({ what: 'decoy hits', value: decoy.requests.length, unit: 'requests', limit: 0 })
    expect(decoy.requests).toEqual([])
  } finally {
    if (before === undefined) delete process.env['DOCKER_HOST']
    else process.env['DOCKER_HOST'] = before
    await engines.close()
    await decoy.close()
  }
})

/** Engines as of a shell whose DOCKER_HOST names the decoy, with the real one as a context. */
async function chooseBeside(decoy: FakeEngine, engine: PrivateEngine): Promise<Engines> {
  const configFolder = join(engine.folder, 'decoy-cli')
  const meta = join(configFolder, 'contexts', 'meta', 'chosen')
  await mkdir(meta, { recursive: true })
  const context = { Name: 'chosen', Endpoints: { docker: { Host: engine.dockerHost } } }
  await writeFile(join(meta, 'meta.json'), JSON.stringify(context))
  const environment = { host: decoy.endpoint, context: undefined, tlsVerify: undefined }
  return createEngines({ environment: { ...environment, configFolder } })
}
