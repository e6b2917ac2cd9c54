import type { StatsSample } from '#shared/contract/stats.ts'
import { createFakeSink } from '../../electron/features/fake-world.ts'
import { expect, test } from './test.ts'

/** Podman sends one in five seconds. */
const SAMPLES_MS = 20_000
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

  test('the samples end with the container', async ({ peer, world }) => {
    const id = await world.run('box', { command: ['sleep', '1000'] })
    const { sink, values } = createFakeSink<StatsSample>()
    const end = peer.stats.watch(peer.ref(id), sink)
    await expect
      .poll(() => values.length, { timeout: SAMPLES_MS * peer.slowdown })
      .toBeGreaterThan(0)
    await world.docker('kill', id)
    await end
    expect(values.every(({ memoryBytes }) => memoryBytes > 0)).toBe(true)
  })
}

/** Reads `532KiB / 64MiB`, in bytes. */
function parseSizes(text: string): readonly number[] {
  return [...text.matchAll(/([\d.]+)(\w+)/g)].map(
    ([, number = '', unit = '']) => Number(number) * (UNITS[unit] ?? Number.NaN),
  )
}
