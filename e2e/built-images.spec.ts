import type { Page } from '@playwright/test'
import { expect } from './app.ts'
import { choose, test } from './build-window.ts'
import { openRegistry } from './open-registry.ts'
import { buildForm } from './pages/build-form.ts'
import { confirmation, listPage, notifications } from './pages/list-page.ts'
import { runForm } from './pages/run-form.ts'

const DOCKERFILE = `FROM busybox:local
RUN head -c 1000 /dev/urandom > /random
CMD ["sleep", "100"]
`

test('what was built is run, pushed and opened, also once its name leads to another image', async ({
  app,
  engine,
  folder,
  page,
  world,
}) => {
  const registry = await openRegistry(engine)
  const tag = registry.name(`${world.prefix}/app:1`)
  const builds = listPage(page, 'Builds')
  const form = buildForm(page)
  const run = runForm(page)
  const button = async (name: string) => {
    await builds.open()
    await builds.row(tag).dblclick()
    return buttonOf(page, tag, name)
  }
  try {
    await builds.open()
    await page.getByRole('button', { name: 'Build image' }).click()
    await choose(app, await folder({ Dockerfile: DOCKERFILE }))
    await form.button('Choose folder…').click()
    await form.field('Name 1').fill(tag)
    await form.button('Build').click()
    await expect(builds.row(tag)).toContainText('Built')
    const id = await world.docker('image', 'inspect', '--format', '{{.Id}}', tag)

    await (await button('Push…')).click()
    await confirmation(page).getByRole('button', { name: 'Push' }).click()
    await expect(notifications(page)).toContainText(`Pushed image "${tag}"`)
    await (await button('Run…')).click()
    await expect(run.field('Image')).toHaveValue(tag)
    await run.field('Name').fill(world.name('named'))
    await run.button('Run').click()
    await expect(notifications(page)).toContainText(`Started container "${world.name('named')}"`)
    expect(await world.inspect('named', '{{.Image}} {{.State.Status}}')).toBe(`${id} running`)

    // Somebody builds a newer one under the same name, while the form is open.
    await (await button('Run…')).click()
    await run.field('Name').fill(world.name('moved'))
    await world.docker('tag', 'busybox:local', tag)
    await run.button('Run').click()
    await expect(run.dialog).toContainText(
      `Cannot run image "${tag}": the name leads to another image by now`,
    )
    await run.button('Cancel').click()
    await confirmation(page).getByRole('button', { name: 'Discard' }).click()
    await expect(await button('Push…')).toBeDisabled()
    await expect(await button('Push…')).toHaveAttribute(
      'data-tooltip',
      `"${tag}" leads to this image no longer`,
    )
    await (await button('Run…')).click()
    await expect(run.field('Image')).toHaveValue(id)
    await expect(run.dialog.getByRole('list', { name: 'Notes' })).toContainText(
      'This is the image that was built',
    )
    await run.field('Name').fill(world.name('by-id'))
    await run.button('Create only').click()
    await expect(notifications(page)).toContainText(`Created container "${world.name('by-id')}"`)
    expect(await world.inspect('by-id', '{{.Image}}')).toBe(id)
    await (await button('Open image')).click()
    await expect(page).toHaveURL(new RegExp(`/images/${encodeURIComponent(id)}`))

    await world.docker('rm', '--force', world.name('named'), world.name('by-id'))
    await world.docker('rmi', '--force', id)
    for (const name of ['Run…', 'Push…', 'Open image']) {
      await expect(await button(name)).toBeDisabled()
      await expect(await button(name)).toHaveAttribute(
        'data-tooltip',
        'The engine has this image no longer',
      )
    }
  } finally {
    await world.docker('rmi', '--force', tag)
    await registry.close()
  }
})

function buttonOf(page: Page, build: string, name: string) {
  return page.getByRole('region', { name: build, exact: true }).getByRole('button', { name })
}
