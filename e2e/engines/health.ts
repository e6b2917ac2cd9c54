import { aCall } from '../../electron/features/fake-world.ts'
import { expect, test } from './test.ts'

/** A container's health check: as it is written, as the engine runs it, and as a person does. */
export function testHealth(): void {
  test('a container without a health check has none to run', async ({ peer, world }) => {
    const ref = peer.ref(await world.run('box'))
    expect(await peer.health.read(ref, aCall())).toBeUndefined()
    await expect(peer.health.run(ref, aCall())).rejects.toThrow('it has no health check')
  })

  test('a check that a person runs says how it ended, and leaves the engine its own', async ({
    peer,
    world,
  }) => {
    const ref = peer.ref(await world.run('box', { flags: check('echo checked; test -e /ok') }))
    expect((await peer.health.read(ref, aCall()))?.check).toMatchObject({
      text: 'echo checked; test -e /ok',
      intervalMs: 3_600_000,
      timeoutMs: 3000,
      retries: 2,
    })
    expect(await peer.health.run(ref, aCall())).toMatchObject({ exitCode: 1, output: 'checked\n' })
    await world.docker('exec', ref.id, 'touch', '/ok')
    expect(await peer.health.run(ref, aCall())).toMatchObject({ exitCode: 0, output: 'checked\n' })
    const report = await peer.health.read(ref, aCall())
    expect(report?.failures).toBe(0)
    expect(report?.status).toBe('starting')
  })

  test('a check that takes too long is ended with all that it started', async ({ peer, world }) => {
    const flags = check('sleep 1004 & sleep 1005')
    const ref = peer.ref(await world.run('box', { flags, command: ['sleep', '1000'] }))
    const ran = await peer.health.run(ref, aCall())
    expect(ran).not.toHaveProperty('exitCode')
    expect(ran.durationMs).toBeGreaterThanOrEqual(3000)
    await expect
      .poll(() => world.docker('exec', ref.id, 'ps', '-o', 'args'), { timeout: 20_000 })
      .not.toMatch(/sleep 100[45]/)
  })
}

/** The engine itself runs it once an hour, so that nobody else's runs are in the way. */
function check(line: string): readonly string[] {
  const times = ['--health-interval=1h', '--health-timeout=3s', '--health-start-period=1h']
  return ['--health-cmd', line, '--health-retries=2', ...times]
}
