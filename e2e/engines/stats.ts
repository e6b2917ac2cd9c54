import type { NamedSample, StatsNews, StatsSample } from '#shared/contract/stats.ts'
import { createHistory, slotOf } from '#shared/stats-history.ts'
import { aCall, createFakeSink } from '../../electron/features/fake-world.ts'
import { expect, test } from './test.ts'

/** Podman sends one in five seconds. */
const SAMPLES_MS = 20_000
/** What nobody looks at is sampled seldom. */
const KEPT_MS = 45_000
const TWO_MB = 2_000_000

/** The CLI shows four digits. */
const ROUNDING = 0.001

const UNITS: Readonly<Record<string, number>> = { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 }

/** What running containers use. */
export function testStats(): void {
  test('a busy container uses a processor, and memory under its limit', async ({ peer, world }) => {
    const id = await world.run('busy', {
      flags: ['--memory', '64m'],
      command: ['sh', '-c', 'while :; do :; done'],
    })
    const { sink, values, closeView } = createFakeSink<StatsSample>()
    const end = peer.stats.watch(peer.ref(id), sink).catch(() => {})
    const last = () => values.at(-1)
    // One processor. Podman's first sample may be of a moment too short to tell it from two.
    const isOne = (percent = 0) => percent > 10 && percent < 150
    await expect
      .poll(() => isOne(last()?.cpuPercent), { timeout: SAMPLES_MS * peer.slowdown })
      .toBe(true)
    expect(last()?.memoryLimitBytes).toBe(64 * 1024 * 1024)
    expect(last()?.memoryBytes).toBeGreaterThan(0)
    expect(last()?.memoryBytes).toBeLessThan(64 * 1024 * 1024)
    closeView()
    await end
  })

  test('an idle container uses next to nothing', async ({ peer, world }) => {
    const id = await world.run('idle', { command: ['sleep', '1000'] })
    const { sink, values, closeView } = createFakeSink<StatsSample>()
    const end = peer.stats.watch(peer.ref(id), sink).catch(() => {})
    const samples = () => values.filter(({ cpuPercent }) => cpuPercent !== undefined)
    await expect
      .poll(() => samples().length, { timeout: SAMPLES_MS * peer.slowdown })
      .toBeGreaterThan(0)
    expect(samples().at(-1)?.cpuPercent).toBeLessThan(10)
    expect(samples().at(-1)?.memoryBytes).toBeLessThan(TWO_MB)
    closeView()
    await end
  })

  for (const [limited, flags] of [
    ['with a limit', ['--memory', '64m']],
    ['without one', []],
  ] as const) {
    test(`memory ${limited} is what the docker CLI says`, async ({ peer, world }) => {
      const id = await world.run('idle', { flags, command: ['sleep', '1000'] })
      const { sink, values, closeView } = createFakeSink<StatsSample>()
      const end = peer.stats.watch(peer.ref(id), sink).catch(() => {})
      const difference = async () => {
        const format = ['--no-stream', '--format', '{{.MemUsage}}']
        const [used = 0, limit = 0] = parseSizes(await world.docker('stats', ...format, id))
        const { memoryBytes = 0, memoryLimitBytes = 0 } = values.at(-1) ?? {}
        return Math.max(Math.abs(used / memoryBytes - 1), Math.abs(limit / memoryLimitBytes - 1))
      }
      await expect.poll(difference).toBeLessThan(ROUNDING)
      closeView()
      await end
    })
  }

  test('a chart has rates of the network and the number of processes, and a history', async ({
    peer,
    world,
  }) => {
    // The address has nobody: it is asked for, and that is sent.
    const command = ['sh', '-c', 'while :; do ping -c 1 -W 1 10.255.255.254; done']
    const id = await world.run('talks', { command })
    const { sink, values, closeView } = createFakeSink<StatsNews>()
    const end = peer.stats.follow(peer.ref(id), sink).catch(() => {})
    const samples = () => values.flatMap((news) => (news.kind === 'sample' ? [news.sample] : []))
    await expect
      .poll(() => samples().some(({ sentPerS = 0 }) => sentPerS > 0), {
        timeout: SAMPLES_MS * peer.slowdown,
      })
      .toBe(true)
    const last = samples().findLast(({ sentPerS }) => sentPerS !== undefined)
    expect(last?.receivedPerS).toBeGreaterThanOrEqual(0)
    expect(last?.pids).toBeGreaterThanOrEqual(1)
    expect(last?.spanMs).toBeGreaterThan(500)
    expect(last?.spanMs).toBeLessThan(10_000 * peer.slowdown)
    closeView()
    await end
    const history = createHistory(await peer.stats.recall(peer.ref(id), aCall()))
    expect(history.newest()).toBeGreaterThan(Date.now() - 60_000 * peer.slowdown)
    const slot = slotOf('2 min', samples().at(-1)?.at ?? 0)
    expect(history.at('2 min', slot, 'memoryBytes')).toBeGreaterThan(0)
  })

  test('what runs is kept, and what stops leaves the others alone', async ({ peer, world }) => {
    test.slow()
    const [one, other] = await Promise.all([world.run('one'), world.run('other')])
    const { sink, values, closeView } = createFakeSink<readonly NamedSample[]>()
    const ids = [one, other]
    const end = peer.stats.keep({ connection: peer.connection, ids }, sink)
    const seen = () => new Set(values.flat().map(({ id }) => id)).size
    await expect.poll(seen, { timeout: SAMPLES_MS * peer.slowdown }).toBe(2)
    await world.docker('kill', one)
    const before = values.length
    const goesOn = () => values.slice(before).some((news) => news.some(({ id }) => id === other))
    await expect.poll(goesOn, { timeout: KEPT_MS * peer.slowdown }).toBe(true)
    closeView()
    await end
  })

  test('the samples end with the container', async ({ peer, world }) => {
    const id = await world.run('box', { command: ['sleep', '1000'] })
    const { sink, values } = createFakeSink<StatsSample>()
    const end = peer.stats.watch(peer.ref(id), sink)
    await expect
      .poll(() => values.length, { timeout: SAMPLES_MS * peer.slowdown })
      .toBeGreaterThan(0)
    await world.docker('kill', id)
    await end
    expect(values.every(({ memoryBytes = 0 }) => memoryBytes > 0)).toBe(true)
  })
}

/** Reads `532KiB / 64MiB`, in bytes. */
function parseSizes(text: string): readonly number[] {
  return [...text.matchAll(/([\d.]+)(\w+)/g)].map(
    ([, number = '', unit = '']) => Number(number) * (UNITS[unit] ?? Number.NaN),
  )
}
