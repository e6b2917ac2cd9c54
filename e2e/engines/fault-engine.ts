import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { expect, test as base } from '@playwright/test'
import { startPrivateEngine, type PrivateEngine } from '../../scripts/engine/private-engine.mjs'
import { createWorld, type World } from '../world.ts'

/** Set by `npm run faults`; `npm test` runs a quick part, and its names say so. */
export const ALL_FAULTS = process.env['PILOTHOUSE_FAULTS'] === 'all'

const REGISTRY = fileURLToPath(new URL('../../scripts/engine/slow-registry.mjs', import.meta.url))

/** Free in the engine's room, where nothing else listens. */
const REGISTRY_PORT = 5000

/** Pulling it takes for ever. */
export const SLOW_IMAGE = `127.0.0.1:${REGISTRY_PORT}/slow:1`

interface WorkerFixtures {
  /** An engine that is there to be killed; its containers outlive it, so that no end is an end. */
  readonly engine: PrivateEngine
}

interface TestFixtures {
  /** Objects on the engine under a prefix of this test's own; removed after it. */
  readonly world: World
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  engine: [
    async ({}, use) => {
      const options = { args: ['--live-restore'], images: ['busybox:local' as const] }
      const engine = await startPrivateEngine({ name: 'faults', ...options })
      await openSlowRegistry(engine)
      await use(engine)
      await engine.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  world: async ({ engine }, use, { testId }) => {
    const world = createWorld(engine, `t${testId.slice(-6)}`)
    await use(world)
    await world.remove()
  },
})

export { expect }

/** It ends with the engine's room. */
async function openSlowRegistry({ room }: PrivateEngine): Promise<void> {
  const registry = room.spawn(process.execPath, [REGISTRY, String(REGISTRY_PORT)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(registry.stdout as Readable, 'data')
  registry.unref()
}
