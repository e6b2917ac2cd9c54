import { createFrameParser } from '#shared/frames.ts'
import { createFakePipe, type FakePipe } from '../../electron/features/fake-world.ts'
import type { Peer } from './peer.ts'
import { expect, test } from './test.ts'

const MANY = 100_000

/** RFC 3339, with the fraction of a second that some engines leave out. */
const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

/** Logs as the engine sends them. */
export function testLogs(): void {
  test('stdout and stderr come apart, to the end', async ({ peer, world }) => {
    const id = await world.run('box', {
      command: ['sh', '-c', 'echo out; sleep 0.1; echo err >&2; printf tail'],
    })
    await world.docker('wait', id)
    const { end, view } = read(peer, id)
    expect(await end).toEqual({ kind: 'complete' })
    expect(textOf(view, 'stdout')).toBe('out\ntail')
    expect(textOf(view, 'stderr')).toBe('err\n')
  })

  test('a log is followed until its container ends', async ({ peer, world }) => {
    const script = 'echo first; until [ -e /go ]; do sleep 0.05; done; echo last'
    const id = await world.run('box', { command: ['sh', '-c', script] })
    const { end, view } = read(peer, id, { follow: true })
    await expect.poll(() => textOf(view, 'stdout')).toBe('first\n')
    await world.docker('exec', id, 'touch', '/go')
    expect(await end).toEqual({ kind: 'complete' })
    expect(textOf(view, 'stdout')).toBe('first\nlast\n')
  })

  test('a followed log ends with its view', async ({ peer, world }) => {
    const id = await world.run('box', { command: ['sh', '-c', 'echo on; sleep 1000'] })
    const { end, view } = read(peer, id, { follow: true })
    await expect.poll(() => textOf(view, 'stdout')).toBe('on\n')
    view.closeView()
    expect(await end).toEqual({ kind: 'interrupted' })
  })

  test('a terminal’s log is one stream, its bytes unaltered', async ({ peer, world }) => {
    const command = ['sh', '-c', String.raw`printf '\033[32mgr\303\274n\033[0m\n'; echo err >&2`]
    const id = await world.run('box', { flags: ['--tty'], command })
    await world.docker('wait', id)
    const { end, view } = read(peer, id)
    expect(await end).toEqual({ kind: 'complete' })
    expect(textOf(view, 'stdout')).toBe('\u001b[32mgrün\u001b[0m\r\nerr\r\n')
  })

  test('only the last lines come where so many are wished', async ({ peer, world }) => {
    const id = await world.run('box', { command: ['seq', '1', '1000'] })
    await world.docker('wait', id)
    const { end, view } = read(peer, id, { tail: 3 })
    await end
    expect(textOf(view, 'stdout')).toBe('998\n999\n1000\n')
  })

  test('many lines come whole and in order', async ({ peer, world }) => {
    // Docker waits ten seconds for what a program that ended has left to be written down, and drops the rest.
    const many = MANY / peer.slowdown
    const id = await world.run('box', { command: ['seq', '1', `${many}`] })
    await world.docker('wait', id)
    const { end, view } = read(peer, id, { tail: many })
    expect(await end).toEqual({ kind: 'complete' })
    const lines = textOf(view, 'stdout').trimEnd().split('\n')
    expect(lines).toHaveLength(many)
    expect(lines.every((line, index) => line === `${index + 1}`)).toBe(true)
  })

  test('a line longer than the engine’s own pieces comes in one', async ({ peer, world }) => {
    const script = "head -c 100000 /dev/zero | tr '\\0' x; echo; echo next"
    const id = await world.run('box', { command: ['sh', '-c', script] })
    await world.docker('wait', id)
    const { end, view } = read(peer, id)
    await end
    expect(textOf(view, 'stdout')).toBe(`${'x'.repeat(100_000)}\nnext\n`)
  })

  test('lines are stamped, and no stamp is earlier than the one before', async ({
    peer,
    world,
  }) => {
    const id = await world.run('box', { command: ['sh', '-c', 'echo a; sleep 0.1; echo b'] })
    await world.docker('wait', id)
    const { end, view } = read(peer, id, { timestamps: true })
    await end
    const lines = textOf(view, 'stdout').trimEnd().split('\n')
    const stamps = lines.map((line) => line.slice(0, line.indexOf(' ')))
    expect(lines.map((line) => line.slice(line.indexOf(' ') + 1))).toEqual(['a', 'b'])
    for (const stamp of stamps) expect(stamp).toMatch(STAMP)
    const [first = 0, second = 0] = stamps.map((stamp) => Date.parse(stamp))
    expect(second).toBeGreaterThanOrEqual(first)
  })

  test('a container that has not started has an empty log', async ({ peer, world }) => {
    const { end, view } = read(peer, await world.create('box'))
    expect(await end).toEqual({ kind: 'complete' })
    expect(view.received()).toHaveLength(0)
  })
}

const DEFAULTS = { tail: 1000, follow: false, timestamps: false }

function read(peer: Peer, id: string, wish: Partial<typeof DEFAULTS> = {}) {
  const view = createFakePipe<never>()
  const end = peer.logs.read({ ...peer.ref(id), ...DEFAULTS, ...wish }, view.end)
  return { end, view }
}

function textOf(view: FakePipe<never>, stream: 'stdout' | 'stderr'): string {
  const frames = createFrameParser().push(view.received())
  return Buffer.concat(
    frames.filter((frame) => frame.stream === stream).map(({ payload }) => payload),
  ).toString()
}
