import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { listPage } from './pages/list-page.ts'
import type { World } from './world.ts'

const EAT = 'x=a; while :; do x=$x$x; done'

/** A container that has ended, and how its end is told. */
interface End {
  readonly name: string
  readonly make: (world: World, name: string) => Promise<unknown>
  readonly title?: 'Why it stopped' | 'Why it did not start' | 'Why it does not run'
  readonly says: string | RegExp
}

const run =
  (...command: string[]) =>
  async (world: World, name: string) => {
    await world.run(name, { command })
    await world.docker('wait', world.name(name))
  }

const ENDS: Readonly<Record<string, readonly End[]>> = {
  'memory that ran out': [
    {
      name: 'main',
      make: async (world, name) => {
        await world.run(name, { flags: ['--memory', '16m'], command: ['sh', '-c', EAT] })
        await world.docker('wait', world.name(name))
      },
      says: 'It ran out of memory: at its limit of 16 MiB the kernel killed it (SIGKILL, exit code 137).',
    },
    {
      name: 'child',
      make: async (world, name) => {
        const command = ['sh', '-c', `sh -c '${EAT}'; exit 3`]
        await world.run(name, { flags: ['--memory', '16m'], command })
        await world.docker('wait', world.name(name))
      },
      says: /It ended with exit code 3, \d+ ms after the kernel had killed a process in it at its limit of 16 MiB\./,
    },
  ],
  'ends that somebody wanted': [
    {
      name: 'timeout',
      make: async (world, name) => {
        await world.run(name, { command: ['sleep', '1000'] })
        await world.docker('stop', '--time', '1', world.name(name))
      },
      says: /The stop timed out: it did not end within 1(\.\d)? s of SIGTERM, so the engine killed it \(SIGKILL\)\./,
    },
    {
      name: 'heeded',
      make: async (world, name) => {
        await world.run(name, { flags: ['--init'], command: ['sleep', '1000'] })
        await world.docker('exec', world.name(name), 'true')
        await world.docker('stop', '--time', '60', world.name(name))
      },
      says: 'It was stopped: SIGTERM ended it (exit code 143).',
    },
    {
      name: 'killed',
      make: async (world, name) => {
        await world.run(name, { command: ['sleep', '1000'] })
        await world.docker('kill', world.name(name))
        await world.docker('wait', world.name(name))
      },
      says: 'It was killed by SIGKILL: somebody had the engine send it, as "docker kill" does.',
    },
    {
      name: 'signal',
      make: async (world, name) => {
        const script = "trap 'exit 7' HUP; echo ready; while :; do sleep 1 & wait $!; done"
        await world.run(name, { command: ['sh', '-c', script] })
        await expect.poll(() => world.docker('logs', world.name(name))).toBe('ready')
        await world.docker('kill', '--signal', 'HUP', world.name(name))
        await world.docker('wait', world.name(name))
      },
      says: /It ended with exit code 7, \d+ ms after somebody had the engine send it SIGHUP\./,
    },
  ],
  'starts that were refused': [
    {
      name: 'absent',
      make: (world, name) => world.run(name, { command: ['/no/such'] }).catch(() => {}),
      title: 'Why it did not start',
      says: 'The engine could not start it: its image has no program "/no/such" that can be run (exit code 127).',
    },
    {
      name: 'folder',
      make: (world, name) => world.run(name, { command: ['/etc'] }).catch(() => {}),
      title: 'Why it did not start',
      says: '"/etc" in its image cannot be executed (exit code 126).',
    },
    {
      name: 'mount',
      make: (world, name) => {
        const flags = ['--mount', 'type=bind,source=/etc,target=/bin/sh']
        return world.run(name, { flags, command: ['true'] }).catch(() => {})
      },
      title: 'Why it did not start',
      says: '"/etc" cannot be mounted at "/bin/sh"',
    },
    {
      name: 'port',
      make: async (world, name) => {
        const flags = ['--publish', '127.0.0.1:18097:80']
        await world.run('first', { flags })
        await world.run(name, { flags }).catch(() => {})
      },
      title: 'Why it did not start',
      says: 'The engine could not start it: the port 127.0.0.1:18097 is taken',
    },
  ],
  'ends of their own': [
    {
      name: 'done',
      make: run('true'),
      says: 'It ended without an error (exit code 0); nobody had the engine stop it.',
    },
    {
      name: 'error',
      make: run('sh', '-c', 'exit 1'),
      says: 'It ended with exit code 1, with which programs report a general error.',
    },
    {
      name: 'crash',
      make: run('sh', '-c', "sh -c 'kill -SEGV $$'; exit $?"),
      says: 'which stands for SIGSEGV: it crashed on memory that it may not use.',
    },
    {
      name: 'shell',
      make: run('sh', '-c', 'nope'),
      says: 'with which a shell says that it did not find a command.',
    },
    {
      name: 'new',
      make: (world, name) => world.create(name),
      title: 'Why it does not run',
      says: 'It was created and has not run yet.',
    },
  ],
}

async function openReasons(page: Page, name: string, title: End['title'] = 'Why it stopped') {
  await listPage(page, 'Containers').row(name).click()
  const pane = page.getByRole('region', { name, exact: true })
  const reasons = pane.getByRole('region', { name: title, exact: true })
  return { pane, reasons }
}

for (const [what, ends] of Object.entries(ENDS)) {
  test(`the overview explains ${what}`, async ({ page, world }) => {
    for (const { name, make } of ends) await make(world, name)
    for (const { name, title, says } of ends) {
      const { reasons } = await openReasons(page, world.name(name), title)
      await expect(reasons, name).toContainText(says)
    }
  })
}

test('what a failed container said last is shown, and leads to all of its log', async ({
  page,
  world,
}) => {
  const script = 'seq 1 30; sleep 0.1; printf "\\033[31mno such file\\033[0m\\n" >&2; exit 1'
  await run('sh', '-c', script)(world, 'bad')
  const { pane, reasons } = await openReasons(page, world.name('bad'))
  const lines = reasons.getByRole('group', { name: 'Last log lines' })
  await expect(lines).toBeVisible()
  await expect(lines.getByRole('paragraph')).toHaveCount(20)
  await expect(lines.getByRole('paragraph').last()).toHaveText('no such file')
  await expect(lines.getByRole('paragraph').last()).toBeInViewport()
  await reasons.getByText('Last 20 log lines').focus()
  await page.keyboard.press('Enter')
  await expect(lines).toBeHidden()
  await page.keyboard.press('Tab')
  await expect(reasons.getByRole('button', { name: 'Show all logs' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(pane.getByRole('region', { name: `Logs of ${world.name('bad')}` })).toBeVisible()
})

test('a container that was unhealthy says so, with what its check wrote', async ({
  page,
  world,
}) => {
  const check = ['--health-cmd', 'echo no answer; exit 1', '--health-interval', '1s']
  await world.run('ill', {
    flags: [...check, '--health-retries', '1'],
    command: ['sh', '-c', 'until [ -e /go ]; do sleep 0.1; done; exit 2'],
  })
  await expect.poll(() => world.inspect('ill', '{{.State.Health.Status}}')).toBe('unhealthy')
  await world.docker('exec', world.name('ill'), 'touch', '/go')
  await world.docker('wait', world.name('ill'))
  const { reasons } = await openReasons(page, world.name('ill'))
  await expect(reasons).toContainText(/exit code 2.*health check had failed/)
  await reasons.getByText('Last health check: failed with exit code 1').click()
  const output = reasons.getByRole('group', { name: 'Output of the last health check' })
  await expect(output).toHaveText('no answer')
})

test('why it stopped is there as soon as it stops, and goes when it runs again', async ({
  page,
  world,
}) => {
  await world.run('web')
  const { pane, reasons } = await openReasons(page, world.name('web'))
  await expect(pane).toContainText('Running')
  await expect(reasons).toHaveCount(0)
  await pane.getByRole('button', { name: /^Stop/ }).click()
  await expect(reasons).toContainText(/It was stopped: it ended .* after SIGTERM, without an error/)
  await pane.getByRole('button', { name: /^Start/ }).click()
  await expect(reasons).toHaveCount(0)
})

test('a loop of restarts says how often and why', async ({ page, world }) => {
  await world.run('loop', { flags: ['--restart=always'], command: ['sh', '-c', 'exit 4'] })
  const count = () => world.inspect('loop', '{{.RestartCount}}').then(Number)
  await expect.poll(count).toBeGreaterThan(4)
  const { reasons } = await openReasons(page, world.name('loop'))
  await expect(reasons).toContainText(
    /exit code 4, an error code of its own program; the engine has restarted it \d+ times, and tries again\./,
  )
})
