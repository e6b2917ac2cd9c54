import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { close, expect, launch } from './app.ts'
import { choose, dropOn, test } from './build-window.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { buildForm } from './pages/build-form.ts'
import { confirmation, listPage, notifications } from './pages/list-page.ts'
import { secretOf } from './planted-secrets.ts'

const STAGES = `FROM busybox:local AS build
ARG VERSION=none
COPY . /src
RUN ls -A /src > /files && echo "made $VERSION" && echo "$VERSION" >> /files
FROM busybox:local AS final
COPY --from=build /files /files
FROM busybox:local
RUN exit 1
`

test('a folder is built by either builder as the form says, and the image is there', async ({
  app,
  folder,
  page,
  world,
}) => {
  const path = await folder({
    Dockerfile: STAGES,
    '.dockerignore': 'left-out.txt\n',
    'left-out.txt': 'a',
    'taken.txt': 'b',
  })
  const builds = listPage(page, 'Builds')
  await builds.open()
  await expect(page.getByText('No builds yet')).toBeVisible()
  await page.keyboard.press('Control+Shift+B')
  const form = buildForm(page)
  await choose(app, path)
  await form.button('Choose folder…').click()
  await expect(form.dialog).toContainText('3 files')
  await expect(form.dialog).toContainText('1 left out by ".dockerignore"')
  await expect(form.field('VERSION')).toHaveAttribute('placeholder', 'none')
  await form.field('VERSION').fill('one')
  await form.field('Name 1').fill(`${world.prefix}:1`)
  await form.field('Target').selectOption('final')
  await expect(form.command).toContainText('--build-arg VERSION=one')
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoFault(page, `the form of a build, ${colorScheme}`)
  }
  await form.button('Build').click()

  await expect(builds.row(`${world.prefix}:1`)).toContainText('Built')
  await expect(builds.cell(`${world.prefix}:1`, 'builder')).toHaveText('BuildKit')
  const details = page.getByRole('region', { name: `${world.prefix}:1`, exact: true })
  const steps = details.getByRole('grid', { name: 'Steps' })
  const ran = steps.getByRole('row', { name: /^RUN ls/ })
  await expect(ran).toContainText('Done')
  await ran.click()
  await expect(details.getByRole('log', { name: /^Log of RUN ls/ })).toContainText('made one')
  expect(await filesIn(world, `${world.prefix}:1`)).toEqual([
    '.dockerignore',
    'Dockerfile',
    'taken.txt',
    'one',
  ])
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoFault(page, `the steps of a build, ${colorScheme}`)
  }

  // Again, by the other one, with the keyboard alone.
  await details.getByRole('tab', { name: 'Settings' }).click()
  await expect(details.getByRole('table')).toContainText('Argument VERSIONone')
  await details
    .getByRole('table')
    .locator('..')
    .getByRole('button', { name: 'Build again…' })
    .press('Enter')
  await expect(form.field('VERSION')).toHaveValue('one')
  await form.field('Builder').selectOption('classic')
  await form.field('Name 1').fill(`${world.prefix}:2`)
  await expect(form.command).toContainText('DOCKER_BUILDKIT=0 docker build')
  await form.field('Name 1').press('Enter')
  await expect(builds.row(`${world.prefix}:2`)).toContainText('Built')
  await expect(builds.cell(`${world.prefix}:2`, 'builder')).toHaveText('Classic')
  expect(await filesIn(world, `${world.prefix}:2`)).toContain('one')
  await page.getByRole('button', { name: 'Open image' }).click()
  await expect(page).toHaveURL(new RegExp('/images/'))
  await expect(listPage(page, 'Images').row(`${world.prefix}:2`)).toBeVisible()
})

test('a step that fails is told with its line and words, mended in the form, and kept over a restart', async ({
  app,
  engine,
  folder,
  page,
  world,
}) => {
  const tag = `${world.prefix}:mended`
  const path = await folder({
    Dockerfile: 'FROM busybox:local\nRUN echo fine\nRUN echo "no such thing" && exit 3\n',
  })
  const builds = listPage(page, 'Builds')
  const details = page.getByRole('region', { name: tag, exact: true })
  const form = buildForm(page)
  await builds.open()
  await dropOn(page, path)
  await form.field('Name 1').fill(tag)
  await form.button('Build').click()

  await expect(builds.row(tag)).toContainText('Failed')
  const failure = details.getByRole('alert')
  await expect(failure).toContainText(`Cannot build image "${tag}"`)
  await expect(details.getByRole('log', { name: /^Log of RUN echo "no/ })).toContainText(
    'no such thing',
  )
  await expectNoFault(page, 'a build that failed')
  await failure.getByRole('button', { name: 'Show line 3' }).click()
  await expect(details.locator('.cm-markedLine')).toContainText('exit 3')
  await expect(details.locator('.cm-markedLineSaid')).not.toBeEmpty()
  await expectNoFault(page, 'the Dockerfile of a build that failed')
  await details.getByRole('button', { name: 'Step of line 3' }).click()
  await expect(failure).toBeVisible()

  await failure.getByRole('button', { name: 'Build again…' }).click()
  await form.mend('exit 3', 'exit 0\nFOO')
  await expect(form.dialog.getByRole('list', { name: 'Problems of the Dockerfile' })).toContainText(
    'Unknown instruction: FOO',
  )
  await form.mend('\nFOO', '')
  await form.button('Save and build').click()
  await expect(builds.grid.getByRole('row', { name: tag }).first()).toContainText('Built')
  expect(await readFile(join(path, 'Dockerfile'), 'utf8')).toContain('exit 0')

  await app.electron.close()
  const again = await launch({ dockerHost: engine.dockerHost, userData: app.userData })
  const kept = listPage(again.page, 'Builds')
  await kept.open()
  await expect(kept.grid.getByRole('row', { name: tag })).toHaveCount(2)
  await kept.grid.getByRole('row', { name: tag }).filter({ hasText: 'Failed' }).dblclick()
  await again.page.getByRole('tab', { name: 'Log' }).click()
  await expect(again.page.getByRole('log', { name: 'Log' })).toContainText('no such thing')
  await again.page.getByRole('button', { name: 'Back to the list' }).click()
  await kept.grid
    .getByRole('row', { name: tag })
    .filter({ hasText: 'Failed' })
    .click({ button: 'right' })
  await again.page.getByRole('menuitem', { name: 'Remove from history' }).click()
  await confirmation(again.page).getByRole('button', { name: 'Remove' }).click()
  await expect(kept.grid.getByRole('row', { name: tag })).toHaveCount(1)
  await close(again)
  expect(again.complaints).toEqual([])
})

test('a secret reaches its step and nothing else, and a long build that is cancelled ends on the engine', async ({
  app,
  folder,
  page,
  world,
}) => {
  // The app must write it down nowhere: after each test its files are searched for those.
  const secret = secretOf('argument')
  const seconds = '98763'
  const path = await folder({
    Dockerfile: `FROM busybox:local
RUN --mount=type=secret,id=npm,required=true wc -c /run/secrets/npm
RUN sleep ${seconds}
`,
  })
  const builds = listPage(page, 'Builds')
  const form = buildForm(page)
  await builds.open()
  await choose(app, path)
  await page.getByRole('button', { name: 'Build image' }).click()
  await form.button('Choose folder…').click()
  await form.field('Name 1').fill(`${world.prefix}:long`)
  await form.button('Give secret "npm", which a step needs').click()
  await form.field('Text of secret 1').fill(secret)
  await expect(form.command).toContainText('--secret id=npm,src=npm')
  await form.button('Build').click()

  await expect.poll(() => isRunning(seconds)).toBe(true)
  const details = page.getByRole('region', { name: `${world.prefix}:long`, exact: true })
  await details.getByRole('row', { name: /^RUN --mount/ }).click()
  await expect(details.getByRole('log')).toContainText(`${secret.length} /run/secrets/npm`)
  await expect(builds.row(`${world.prefix}:long`)).toContainText(/Running \d\/3/)
  await details.getByRole('button', { name: 'Cancel' }).click()
  await expect(builds.row(`${world.prefix}:long`)).toContainText('Cancelled')
  await expect.poll(() => isRunning(seconds)).toBe(false)
  await expect(notifications(page)).not.toContainText('Cannot')
})

async function filesIn(
  world: { docker(...args: string[]): Promise<string> },
  image: string,
): Promise<readonly string[]> {
  return (await world.docker('run', '--rm', image, 'cat', '/files')).trim().split('\n')
}

/** Whether a program sleeps for so many seconds, wherever on this machine. */
function isRunning(seconds: string): boolean {
  return readdirSync('/proc').some((pid) => commandOf(pid).includes(`sleep\0${seconds}`))
}

function commandOf(pid: string): string {
  const file = `/proc/${pid}/cmdline`
  try {
    return /^\d+$/.test(pid) && existsSync(file) ? readFileSync(file, 'utf8') : ''
  } catch {
    return ''
  }
}
