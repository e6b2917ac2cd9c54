import type { ExecWish, TerminalSize } from '#shared/contract/terminal.ts'
import { aCall, createFakePipe } from '../../electron/features/fake-world.ts'
import type { World } from '../world.ts'
import type { Peer } from './peer.ts'
import { expect, test } from './test.ts'

const SIZE = { columns: 91, rows: 33 }

/** Shells, from the first look for one to the last process that it left. */
export function testShells(): void {
  test('the shell of an image is found', async ({ peer, world }) => {
    const ref = peer.ref(await world.run('box'))
    expect(await peer.terminal.findShell(ref, aCall())).toBe('/bin/ash')
  })

  test('an image without a shell is told', async ({ peer, world }) => {
    const ref = peer.ref(await world.run('bare', { image: 'shell-less:local', command: [] }))
    const error = await failure(peer.terminal.findShell(ref, aCall()))
    expect(error).toMatchObject({ code: 'no-shell' })
  })

  test('a shell has a terminal of its size, also when that changes, and an exit code', async ({
    peer,
    world,
  }) => {
    const { end, view } = open(peer, await world.run('box'))
    view.type('stty size; tty\r')
    await expect.poll(() => view.received().toString()).toMatch(/33 91\s+\/dev\/pts\/\d/)
    view.control({ resize: { columns: 120, rows: 40 } })
    await expect
      .poll(() => {
        view.type('stty size\r')
        return view.received().toString()
      })
      .toContain('40 120')
    view.type('exit 7\r')
    expect(await end).toEqual({ kind: 'exited', exitCode: 7 })
  })

  test('a program reads what was typed, and nothing that the engine put before it', async ({
    peer,
    world,
  }) => {
    const { end, view } = open(peer, await world.run('box'), '/bin/cat')
    view.type('grüße\r')
    // Once as the terminal's echo, once from the program.
    await expect.poll(() => view.received().toString()).toBe('grüße\r\ngrüße\r\n')
    view.type('\u0004')
    expect(await end).toEqual({ kind: 'exited', exitCode: 0 })
  })

  test("the keys by which engines detach are the shell's own, and come to it at once", async ({
    peer,
    world,
  }) => {
    const script = 'stty raw -echo; echo ready; od -An -v -tx1 -w1'
    const command: [string, ...string[]] = ['sh', '-c', script]
    const { end, view } = open(peer, await world.run('box'), 'sh', { command })
    const shown = () => view.received().toString()
    await expect.poll(shown).toContain('ready')
    for (const [key, seen] of [
      ['\u0010', '10'],
      ['\u0011', '11'],
      ['x', '78'],
    ] as const) {
      view.type(key)
      await expect.poll(shown).toContain(seen)
    }
    view.closeView()
    expect(await end).toEqual({ kind: 'interrupted' })
  })

  test('a shell that was left is ended with all that it started', async ({ peer, world }) => {
    const { end, view } = open(peer, await world.run('box', { command: ['sleep', '1000'] }))
    view.type('sleep 998 & sleep 999\r')
    await expect.poll(() => programs(world)).toHaveLength(4)
    view.closeView()
    expect(await end).toEqual({ kind: 'interrupted' })
    await expect.poll(() => programs(world)).toEqual(['sleep 1000'])
  })

  test('a shell that its program ends leaves nothing either', async ({ peer, world }) => {
    const id = await world.run('box', { command: ['sleep', '1000'] })
    const { end, view } = open(peer, id)
    view.type('exit\r')
    expect(await end).toMatchObject({ kind: 'exited' })
    await expect.poll(() => programs(world)).toEqual(['sleep 1000'])
  })

  test('a shell ends with its container', async ({ peer, world }) => {
    const id = await world.run('box', { command: ['sleep', '1000'] })
    const { end, view } = open(peer, id)
    view.type('echo up\r')
    await expect.poll(() => view.received().toString()).toContain('up\r\n')
    await world.docker('kill', id)
    expect((await end).kind).toMatch(/^(exited|interrupted)$/)
  })

  test('a program that is not there is an exit code, or a refusal in plain words', async ({
    peer,
    world,
  }) => {
    const { end } = open(peer, await world.run('box'), '/no/such')
    const outcome = await end.catch((cause: unknown) => cause)
    if (outcome instanceof Error) {
      expect(outcome.message).toContain('its image has no program "/no/such" that can be run')
    } else {
      expect(outcome).toMatchObject({ kind: 'exited', exitCode: expect.any(Number) })
      expect(outcome).not.toMatchObject({ exitCode: 0 })
    }
  })
}

/** What the person chose for their terminal. */
export function testExecOptions(): void {
  test('a program runs as the user, in the folder and with the variables that were chosen', async ({
    peer,
    world,
  }) => {
    const more = { user: '1234:5678', folder: '/tmp', env: ['GREETING=hello = you', 'TERM=dumb'] }
    const { end, view } = open(peer, await world.run('box'), '/bin/sh', more)
    view.type('echo "$(id -u):$(id -g) in $PWD says $GREETING on $TERM"\r')
    await expect
      .poll(() => view.received().toString())
      .toContain('1234:5678 in /tmp says hello = you on dumb\r\n')
    view.type('exit\r')
    expect(await end).toEqual({ kind: 'exited', exitCode: 0 })
  })

  test("a program of one's own is run with its words as they are, and ended with its view", async ({
    peer,
    world,
  }) => {
    const id = await world.run('box', { command: ['sleep', '1000'] })
    const command: [string, ...string[]] = ['sh', '-c', 'echo "<$0>"; sleep 997', 'a "b" $c']
    const { end, view } = open(peer, id, 'sh', { command, user: '1234' })
    await expect.poll(() => view.received().toString()).toContain('<a "b" $c>')
    view.closeView()
    expect(await end).toEqual({ kind: 'interrupted' })
    await expect.poll(() => programs(world)).toEqual(['sleep 1000'])
  })

  test('a user who is not there is refused in words', async ({ peer, world }) => {
    const { end } = open(peer, await world.run('box'), '/bin/sh', { user: 'nobody-of-that-name' })
    const outcome = await end.catch((cause: unknown) => cause)
    // Some engines say it on the terminal of a program that ends at once.
    if (outcome instanceof Error) expect(outcome.message).toContain('nobody-of-that-name')
    else expect(outcome).not.toMatchObject({ exitCode: 0 })
  })
}

function open(peer: Peer, id: string, shell = '/bin/sh', more: Partial<ExecWish> = {}) {
  const view = createFakePipe<{ resize: TerminalSize }>()
  const end = peer.terminal.exec(
    { ...peer.ref(id), command: [shell], ...more, size: SIZE },
    view.end,
  )
  // A test that fails earlier leaves it behind.
  end.catch(() => {})
  return { end, view }
}

/** Ended, and kept by the kernel for a first program that never asks. */
const ENDED = /^\[.*\]$/

/** What runs in the container `box`, but for the question itself. */
async function programs(world: World): Promise<readonly string[]> {
  const listing = await world.docker('exec', world.name('box'), 'ps', '-o', 'args')
  const [, ...lines] = listing.split('\n').map((line) => line.trim())
  return lines.filter((line) => line !== '' && line !== 'ps -o args' && !ENDED.test(line))
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (cause: unknown) => cause,
  )
}
