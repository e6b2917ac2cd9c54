import { expect, test as base } from '@playwright/test'
import type { EngineName } from '../../scripts/engine/engine-kinds.mjs'
import { useOwnDisplay } from '../display.ts'
import { createWorld, type World } from '../world.ts'
import { clean } from './clean.ts'
import { openPeer, type Peer } from './peer.ts'

interface WorkerFixtures {
  readonly display: void
  /** The engine of that name; only one runs at a time. */
  readonly openOnly: (name: EngineName) => Promise<Peer>
}

/** Set for each engine by playwright.config.ts. */
export interface EngineOption {
  readonly engineName: EngineName
}

interface TestFixtures extends EngineOption {
  readonly peer: Peer
  /** Objects on the peer under a prefix of this test's own; removed after it. */
  readonly world: World
}

/** Tests that take an engine of the name in `engineName`. They open no window. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  engineName: ['docker-20.10', { option: true }],
  display: [useOwnDisplay, { scope: 'worker', auto: true }],
  openOnly: [
    async ({}, use) => {
      const running = new Map<EngineName, Peer>()
      const closeAll = async () => {
        for (const peer of running.values()) await peer.close()
        running.clear()
      }
      await use(async (name) => {
        const found = running.get(name)
        if (found) return found
        await closeAll()
        const peer = await openPeer(name)
        running.set(name, peer)
        return peer
      })
      await closeAll()
    },
    { scope: 'worker' },
  ],
  peer: async ({ openOnly, engineName }, use) => use(await openOnly(engineName)),
  world: async ({ peer }, use, { testId }) => {
    const world = createWorld(peer.private, `t${testId.slice(-6)}`)
    await use(world)
    await clean(peer, world.prefix)
  },
})

export { expect }
