import type { ElectronApplication } from '@playwright/test'
import { expect, test } from './app.ts'
import { logStreams } from './engine-streams.ts'
import { dock } from './pages/dock.ts'
import { listPage } from './pages/list-page.ts'
import type { World } from './world.ts'

/** More than are read at first of each. */
const LINES = 1500

/** Writes numbered lines, now and then at once, and then waits for more to say. */
const writer = (name: string) => [
  'sh',
  '-c',
  `for n in $(seq ${LINES}); do echo "${name} line $n"; case $n in *00) usleep 20000 ;; esac; done; ` +
    'mkfifo /tmp/say; while :; do cat /tmp/say; done',
]

/** Says that it is there, and what it is told to. */
const talker = (name: string) => [
  'sh',
  '-c',
  `rm -f /tmp/say; mkfifo /tmp/say; echo "${name} is here"; while :; do cat /tmp/say; done`,
]

/** A container as Compose would make it, of the project that has this test's prefix for its name. */
const inProject = (world: World, service: string) => ({
  flags: [
    `--label=com.docker.compose.project=${world.prefix}`,
    `--label=com.docker.compose.service=${service}`,
    '--label=com.docker.compose.container-number=1',
  ],
})

const say = (world: World, short: string, words: string) =>
  world.docker('exec', world.name(short), 'sh', '-c', `echo ${words} > /tmp/say`)

const clipboard = (electron: ElectronApplication) =>
  electron.evaluate(({ clipboard: own }) => own.readText())

/** What the engine has of some containers, in the order of its stamps. */
async function truth(world: World, shorts: readonly string[]): Promise<readonly string[]> {
  const logs = await Promise.all(
    shorts.map(async (short) => {
      const text = await world.docker('logs', '--timestamps', world.name(short))
      return text.split('\n').map((line) => {
        const [stamp = '', ...words] = line.split(' ')
        return { stamp, text: `${short} │ ${words.join(' ')}` }
      })
    }),
  )
  const byStamp = (a: { stamp: string }, b: { stamp: string }) =>
    a.stamp < b.stamp ? -1 : Number(a.stamp > b.stamp)
  return logs
    .flat()
    .toSorted(byStamp)
    .map(({ text }) => text)
}

test('the logs of a project are one, each line once and by its time, and new ones follow', async ({
  page,
  world,
  app,
}) => {
  const services = ['api-1', 'db-1', 'web-1']
  await Promise.all(
    services.map((name) =>
      world.run(name, { ...inProject(world, name.slice(0, -2)), command: writer(name) }),
    ),
  )
  for (const name of services) {
    const last = () => world.docker('logs', '--tail=1', world.name(name))
    await expect.poll(last).toBe(`${name} line ${LINES}`)
  }
  await listPage(page, 'Containers').choose(world.name('db-1'), `Logs of project "${world.prefix}"`)
  await expect(dock(page).tab(`Logs: ${world.prefix}`)).toBeVisible()
  const { counter, visible, region } = dock(page).logs(world.prefix)
  await expect(counter).toHaveText('4,500 lines · Following')
  await region.getByRole('textbox', { name: `Log of ${world.prefix}` }).focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Control+C')
  const expected = await truth(world, services)
  // `api-1` and `web-1` have five characters, and `db-1` is filled up to them.
  const shown = async () => (await clipboard(app.electron)).replaceAll('db-1  │', 'db-1 │')
  await expect.poll(async () => (await shown()).split('\n').length).toBe(expected.length)
  expect(firstDifference(expected, (await shown()).split('\n'))).toBe(undefined)
  await say(world, 'web-1', 'and on')
  await expect(visible).toContainText('web-1 │ and on')
  await expect(counter).toHaveText('4,501 lines · Following')
  await region.getByRole('button', { name: 'Container names' }).click()
  await expect(visible).not.toContainText('│')
})

/** Where two lists differ; they are far too long to be shown whole. */
function firstDifference(one: readonly string[], other: readonly string[]): object | undefined {
  const at = one.findIndex((text, index) => text !== other[index])
  return at === -1 ? undefined : { at, one: one.slice(at, at + 3), other: other.slice(at, at + 3) }
}

test('what is selected is merged by the bar and by the key, and closing it closes all streams', async ({
  page,
  world,
  engine,
}) => {
  const names = ['one', 'two', 'three']
  for (const name of names) await world.run(name, { command: writer(name) })
  const list = listPage(page, 'Containers')
  for (const name of names) await list.select(world.name(name)).click()
  await expect.poll(() => logStreams(engine)).toBe(0)
  await list.selection.getByRole('button', { name: 'Logs' }).click()
  const { counter, visible } = dock(page).logs('3 containers')
  await expect(counter).toHaveText('4,500 lines · Following')
  await expect.poll(() => logStreams(engine)).toBe(3)
  await say(world, 'two', 'second here')
  await expect(visible).toContainText(world.name('two'))
  await expect(visible).toContainText('second here')
  await dock(page).close('Logs: 3 containers')
  await expect.poll(() => logStreams(engine)).toBe(0)
  await list.grid.focus()
  await page.keyboard.press('l')
  await expect(dock(page).tab('Logs: 3 containers')).toBeVisible()
  await page.keyboard.press('Control+F')
  await page.keyboard.type('two line 15')
  await expect(dock(page).logs('3 containers').counter).toContainText('12 matches')
})

test('what happens to a container is said in its log, and its successor goes on there', async ({
  page,
  world,
}) => {
  const short = 'web-1'
  const name = world.name(short)
  const other = inProject(world, 'db')
  await world.run('db-1', { ...other, command: talker('db-1') })
  const options = { ...inProject(world, 'web'), command: talker('web-1') }
  await world.run(short, options)
  await listPage(page, 'Containers').choose(name, `Logs of project "${world.prefix}"`)
  const { visible } = dock(page).logs(world.prefix)
  await expect(visible).toContainText('web-1 is here')
  await world.docker('kill', name)
  await expect(visible).toContainText('web-1 exited (137): ended by SIGKILL')
  await world.docker('start', name)
  await expect(visible).toContainText('web-1 started again')
  await say(world, 'web-1', 'here again')
  await expect(visible).toContainText('here again')
  await world.docker('rm', '--force', name)
  await expect(visible).toContainText('web-1 was removed')
  await world.run(short, options)
  await expect(visible).toContainText('web-1 was recreated')
  await say(world, 'web-1', 'as another')
  await expect(visible).toContainText('as another')
  await say(world, 'db-1', 'as before')
  await expect(visible).toContainText('as before')
  await world.run('cache-1', { ...inProject(world, 'cache'), command: talker('cache-1') })
  await expect(visible).toContainText('cache-1 joined the project')
  await expect(visible).toContainText('cache-1 │ cache-1 is here')
})

test('the log of one container goes on with the one that takes its name', async ({
  page,
  world,
}) => {
  const name = world.name('web')
  await world.run('web', { command: writer('web') })
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('l')
  const { visible, region } = dock(page).logs(name)
  await expect(visible).toContainText('line 1500')
  await world.docker('rm', '--force', name)
  await expect(region).toContainText('These are its last lines')
  await world.run('web', { command: writer('second web') })
  await expect(visible).toContainText('second web line 1500')
  await expect(region).not.toContainText('These are its last lines')
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('l')
  await expect(dock(page).region.getByRole('tab')).toHaveCount(1)
})

test('whose lines are shown is chosen from a list, by keys alone', async ({ page, world }) => {
  for (const name of ['one', 'two', 'three']) await world.run(name, { command: talker(name) })
  const list = listPage(page, 'Containers')
  for (const name of ['two', 'three']) await expect(list.row(world.name(name))).toBeVisible()
  await list.row(world.name('one')).click()
  await page.keyboard.press('Control+A')
  await page.keyboard.press('l')
  const { region, visible, counter } = dock(page).logs('3 containers')
  await expect(counter).toHaveText('3 lines · Following')
  await region.getByRole('button', { name: 'Containers', exact: true }).focus()
  await page.keyboard.press('Enter')
  const choice = page.getByRole('dialog', { name: 'Containers of this log' })
  await choice.getByRole('checkbox', { name: world.name('two') }).focus()
  await page.keyboard.press('Space')
  await expect(counter).toHaveText('2 of 3 lines · Following')
  await expect(visible).not.toContainText('two is here')
  await choice.getByRole('button', { name: `Only ${world.name('two')}` }).focus()
  await page.keyboard.press('Enter')
  await expect(visible).toHaveText(/two is here\s*$/)
  await expect(counter).toHaveText('1 of 3 lines · Following')
  await choice.getByRole('checkbox', { name: world.name('one') }).click({ modifiers: ['Alt'] })
  await expect(visible).toHaveText(/one is here\s*$/)
  await choice.getByRole('button', { name: 'None' }).click()
  await expect(region).toContainText('No line passes the filter')
  await choice.getByRole('button', { name: 'All' }).click()
  await page.keyboard.press('Escape')
  await expect(choice).not.toBeVisible()
  await expect(counter).toHaveText('3 lines · Following')
  await say(world, 'three', 'done')
  await expect(visible).toContainText('done')
})
