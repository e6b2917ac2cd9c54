import { createEngines } from '../../electron/engine/index.ts'
import { containerHandlers } from '../../electron/features/containers/index.ts'
import { aCall, createFakePipe } from '../../electron/features/fake-world.ts'
import { terminalHandlers } from '../../electron/features/terminal/index.ts'
import type { TerminalSize } from '#shared/contract/terminal.ts'
import { expect, test } from './fault-engine.ts'

/** Docker 20.10 hung within thirty of them when nothing kept the two apart. */
const ROUNDS = 20

test('a container that is paused while its shells are being ended can go on', async ({
  engine,
  world,
}) => {
  const id = await world.run('paused')
  const environment = { host: engine.dockerHost, context: undefined, tlsVerify: undefined }
  const engines = createEngines({ environment: { ...environment, configFolder: engine.folder } })
  const [{ id: connection } = { id: '' }] = engines.list()
  const ref = { connection, id }
  const containers = containerHandlers(engines)
  const command: [string] = ['/bin/sh']
  const shell = { ...ref, command, size: { columns: 80, rows: 24 } }
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const pipe = createFakePipe<{ resize: TerminalSize }>()
      const end = terminalHandlers(engines)
        .exec(shell, pipe.end)
        .catch(() => {})
      await expect.poll(() => pipe.received().length).toBeGreaterThan(0)
      pipe.closeView()
      await end
      await containers.pause(ref, aCall())
      await containers.unpause(ref, aCall())
    }
    expect(await world.inspect('paused', '{{.State.Status}}')).toBe('running')
  } finally {
    await engines.close()
  }
})
