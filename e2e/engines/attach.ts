import type { TerminalSize } from '#shared/contract/terminal.ts'
import { aCall, createFakePipe } from '../../electron/features/fake-world.ts'
import type { Peer } from './peer.ts'
import { expect, test } from './test.ts'

const SIZE = { columns: 91, rows: 33 }

/** Says what it is given, line by line, and goes on when its input ends. */
const ECHO = ['sh', '-c', 'while :; do read line && echo "got $line"; sleep 0.1; done']

/** Being at a container's own program, with a terminal and without, and leaving it. */
export function testAttach(): void {
  test('a program with a terminal takes what is typed, and goes on when it is left', async ({
    peer,
    world,
  }) => {
    const id = await world.run('main', { flags: ['--tty', '--interactive'], command: ['sh'] })
    expect(await peer.terminal.attachFacts(peer.ref(id), aCall())).toEqual({
      tty: true,
      input: 'open',
    })
    const first = attach(peer, id)
    first.view.type('kept=yes; echo up-$((1+1))\r')
    await expect.poll(() => first.view.received().toString()).toContain('up-2')
    await expectSize(first.view, '33 91')
    first.view.closeView()
    expect(await first.end).toEqual({ kind: 'interrupted' })
    const second = attach(peer, id)
    second.view.type('echo kept-$kept\r')
    await expect.poll(() => second.view.received().toString()).toContain('kept-yes')
    second.view.control({ resize: { columns: 120, rows: 40 } })
    await expectSize(second.view, '40 120')
    second.view.type('exit 4\r')
    expect(await second.end).toEqual({ kind: 'exited', exitCode: 4 })
  })

  test("the keys by which engines detach are the program's own, and come to it at once", async ({
    peer,
    world,
  }) => {
    const program = ['sh', '-c', 'stty raw -echo; echo ready; od -An -v -tx1 -w1']
    const id = await world.run('raw', { flags: ['--tty', '--interactive'], command: program })
    const { end, view } = attach(peer, id)
    const shown = () => view.received().toString()
    view.type('x')
    await expect.poll(shown).toContain('78')
    view.type('\u0010')
    await expect.poll(shown).toContain('10')
    view.type('\u0011')
    await expect.poll(shown).toContain('11')
    view.closeView()
    await end
    expect(await world.inspect('raw', '{{.State.Running}}')).toBe('true')
  })

  test('lines of a program without a terminal come as they are, from both of its streams', async ({
    peer,
    world,
  }) => {
    const script = 'while :; do echo out; echo err >&2; sleep 0.2; done'
    const id = await world.run('plain', { command: ['sh', '-c', script] })
    expect(await peer.terminal.attachFacts(peer.ref(id), aCall())).toEqual({
      tty: false,
      input: 'none',
    })
    const { end, view } = attach(peer, id)
    await expect.poll(() => view.received().toString()).toMatch(/^out$[^]*^err$|^err$[^]*^out$/m)
    expect(view.received().toString()).toMatch(/^(out\n|err\n)*$/)
    view.closeView()
    expect(await end).toEqual({ kind: 'interrupted' })
    expect(await world.inspect('plain', '{{.State.Running}}')).toBe('true')
  })

  test('a program without a terminal that takes input gets it, and outlives who gave it', async ({
    peer,
    world,
  }) => {
    test.skip(peer.isPodman, 'its input ends with the first who gave it, so it is given none')
    const id = await world.run('input', { flags: ['--interactive'], command: ECHO })
    const first = attach(peer, id)
    first.view.type('one\n')
    await expect.poll(() => first.view.received().toString()).toContain('got one\n')
    first.view.closeView()
    await first.end
    const second = attach(peer, id)
    second.view.type('two\n')
    await expect.poll(() => second.view.received().toString()).toContain('got two\n')
    second.view.closeView()
    await second.end
    expect(await world.inspect('input', '{{.State.Running}}')).toBe('true')
  })

  test('a program whose input would end with us is given none', async ({ peer, world }) => {
    test.skip(peer.isPodman, 'its CLI asks for the input to be kept')
    const script = '(while sleep 0.2; do echo up; done) & cat; echo ended; exit 5'
    const command = ['sh', '-c', script]
    const id = await world.create('once', { flags: ['--interactive'], command })
    await world.docker('start', id)
    expect(await peer.terminal.attachFacts(peer.ref(id), aCall())).toMatchObject({
      input: 'closes',
    })
    for (let visit = 0; visit < 2; visit++) {
      const { end, view } = attach(peer, id)
      view.type('lost\n')
      await expect.poll(() => view.received().toString()).toMatch(/up\n[^]*up\n/)
      view.closeView()
      await end
    }
    expect(await world.docker('logs', id)).not.toMatch(/lost|ended/)
  })

  test('a program that ends says how, and one that is started again says that', async ({
    peer,
    world,
  }) => {
    const script = 'sleep 2; exit 9'
    const ending = attach(peer, await world.run('ending', { command: ['sh', '-c', script] }))
    const again = attach(
      peer,
      await world.run('again', { flags: ['--restart', 'always'], command: ['sh', '-c', script] }),
    )
    expect(await ending.end).toEqual({ kind: 'exited', exitCode: 9 })
    expect((await again.end).kind).toMatch(/^(restarted|exited)$/)
  })

  test('a container that is not running is a refusal in words', async ({ peer, world }) => {
    const id = await world.create('still')
    await expect(attach(peer, id).end).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('it is not running'),
    })
  })
}

function attach(peer: Peer, id: string) {
  const view = createFakePipe<{ resize: TerminalSize }>()
  const end = peer.terminal.attach({ ...peer.ref(id), size: SIZE }, view.end)
  // A test that fails earlier leaves it behind.
  end.catch(() => {})
  return { end, view }
}

/** Asked until it is so: Podman answers to a resize before the program has its size. */
function expectSize(view: ReturnType<typeof attach>['view'], size: string) {
  return expect
    .poll(() => {
      view.type('stty size\r')
      return view.received().toString()
    })
    .toContain(size)
}
