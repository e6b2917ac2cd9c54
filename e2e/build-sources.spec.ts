import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from '../scripts/setup/run-command.mjs'
import { expect } from './app.ts'
import { choose, dropOn, test } from './build-window.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { buildForm } from './pages/build-form.ts'
import { listPage } from './pages/list-page.ts'
import { secretOf } from './planted-secrets.ts'

const DOCKERFILE = 'FROM busybox:local\nCOPY taken.txt /taken\nRUN cat /taken\n'

/** A tar with that Dockerfile and "taken.txt", by bzip2. */
const BY_BZIP2 = [
  'QlpoOTFBWSZTWceKQFYAAKl/lMoQCEBAAf2QDQPToHsvnmAEAAIAAAgwALmwSioYZTQA0aGgAaaP1Mg1EaPUCYAEMA',
  'aAAEiqMnqD1GjQAyBkDQB+8hU4kpIQYAO4kAsM8pkGHguk7UBCGIsk72pERGWbaKucDQGAmYKYYCrriahiKAQsEGDz',
  'nXEigOAgKGIECC4QX83M/7u9Kb1cSQ4EnFNYWKiwwsq9WQ75//QHK1rrAf+ehiBp0lf2KyCTBxmViOqIsCJlduJahE',
  'C8XckU4UJDHikBWA==',
].join('')

test('a tar is built, dropped or chosen, also one that only the engine can unpack', async ({
  app,
  engine,
  folder,
  page,
  world,
}) => {
  const path = await folder({ Dockerfile: DOCKERFILE, 'taken.txt': 'from a tar\n' })
  const tar = join(path, 'context.tar')
  await runCommand('tar', ['-cf', tar, '-C', path, 'Dockerfile', 'taken.txt'])
  await runCommand('tar', ['-czf', `${tar}.gz`, '-C', path, 'Dockerfile', 'taken.txt'])
  const builds = listPage(page, 'Builds')
  const form = buildForm(page)
  await builds.open()
  await dropOn(page, tar)
  await expect(form.editor).toContainText('COPY taken.txt')
  await expect(form.field('Name 1')).toHaveValue('context')
  await form.field('Name 1').fill(`${world.prefix}:tar`)
  // The line does the same by the docker CLI.
  await runCommand('bash', ['-c', await form.command.innerText()], { env: engine.env })
  expect(await world.docker('run', '--rm', `${world.prefix}:tar`, 'cat', '/taken')).toBe(
    'from a tar',
  )
  await expectNoFault(page, 'the form of a build from an archive')
  await form.button('Build').click()
  await expect(builds.row(`${world.prefix}:tar`)).toContainText('Built')
  expect(await world.docker('run', '--rm', `${world.prefix}:tar`, 'cat', '/taken')).toBe(
    'from a tar',
  )

  await choose(app, `${tar}.gz`)
  await page.getByRole('button', { name: 'Build image' }).click()
  await form.button('Choose Dockerfile or archive…').click()
  await expect(form.editor).toContainText('COPY taken.txt')
  await form.field('Name 1').fill(`${world.prefix}:gz`)
  await form.button('Build').click()
  await expect(builds.row(`${world.prefix}:gz`)).toContainText('Built')

  await writeFile(`${tar}.bz2`, BY_BZIP2, 'base64')
  await choose(app, `${tar}.bz2`)
  await page.getByRole('button', { name: 'Build image' }).click()
  await form.button('Choose Dockerfile or archive…').click()
  await expect(form.dialog.getByRole('alert')).toContainText('nothing here unpacks bzip2')
  await expect(form.dialog.getByRole('alert')).toContainText('without their lines')
  await form.field('Name 1').fill(`${world.prefix}:bz2`)
  await form.button('Build').click()
  await expect(builds.row(`${world.prefix}:bz2`)).toContainText('Built')
  const details = page.getByRole('region', { name: `${world.prefix}:bz2`, exact: true })
  await expect(details.getByRole('row', { name: /^RUN cat/ })).toContainText('Cached')
  await details.getByRole('tab', { name: 'Dockerfile' }).click()
  await expect(details).toContainText('nothing here unpacks bzip2')
  await expect(details).toContainText('no step says its line')
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoFault(
      page,
      `the Dockerfile of an archive that is not unpacked here, ${colorScheme}`,
    )
  }
})

test('a secret is given as a file, and one that is gone by then is told by its id', async ({
  app,
  folder,
  page,
  world,
}) => {
  // The app must write it down nowhere: after each test its files are searched for those.
  const secret = secretOf('argument')
  const path = await folder({
    'app/Dockerfile': `FROM busybox:local
RUN --mount=type=secret,id=key,required=true wc -c /run/secrets/key
`,
    'own/npm.key': `${secret}\n`,
  })
  const file = join(path, 'own/npm.key')
  const builds = listPage(page, 'Builds')
  const form = buildForm(page)
  const give = async (tag: string) => {
    await page.getByRole('button', { name: 'Build image' }).click()
    await choose(app, join(path, 'app'))
    await form.button('Choose folder…').click()
    await form.field('Name 1').fill(tag)
    await form.button('Give secret "key", which a step needs').click()
    await form.field('Kind of secret 1').selectOption('file')
    await choose(app, file)
    await form.button('Choose file of secret 1…').click()
    await expect(form.dialog).toContainText('npm.key')
    await expect(form.command).toContainText('--secret id=key,src=npm.key')
  }
  await builds.open()
  await give(`${world.prefix}:secret`)
  await form.button('Build').click()
  await expect(builds.row(`${world.prefix}:secret`)).toContainText('Built')
  const details = page.getByRole('region', { name: `${world.prefix}:secret`, exact: true })
  await details.getByRole('row', { name: /^RUN --mount/ }).click()
  await expect(details.getByRole('log')).toContainText(`${secret.length + 1} /run/secrets/key`)

  await give(`${world.prefix}:gone`)
  await rm(file)
  await form.button('Build').click()
  await expect(builds.row(`${world.prefix}:gone`)).toContainText('Failed')
  const failed = page.getByRole('region', { name: `${world.prefix}:gone`, exact: true })
  await expect(failed.getByRole('alert')).toContainText('cannot read the file of the secret "key"')
  await expect(failed.getByRole('alert')).toContainText('Choose another file for the secret')
})
