import { aCall } from '../../electron/features/fake-world.ts'
import { expect, test } from './test.ts'

/** What an engine says of itself. */
export function testFacts(): void {
  test('it connects, and is the engine that its name says', async ({ peer }) => {
    const { supervisor } = peer.engine
    await expect.poll(() => supervisor.state.kind).toBe('connected')
    if (supervisor.state.kind !== 'connected') throw new Error('It is gone again')
    const facts = supervisor.state.engine
    const [, release = ''] = /(\d+\.\d+)/.exec(peer.title) ?? []
    expect(facts.version.startsWith(release)).toBe(true)
    expect(facts.apiVersion).toMatch(/^1\.\d+$/)
    expect(facts.arch).toMatch(/^(amd64|arm64)$/)
    expect(facts.os).not.toBe('')
    expect(facts.name).not.toBe('')
    expect(facts.cpus).toBeGreaterThan(0)
    expect(facts.memoryBytes).toBeGreaterThan(0)
  })

  test('Podman is told from Docker', async ({ peer }) => {
    expect(await peer.engine.isPodman(aCall())).toBe(peer.isPodman)
  })
}
