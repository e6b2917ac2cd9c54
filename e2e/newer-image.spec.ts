import { expect, test } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { listPage, notifications } from './pages/list-page.ts'
import { runForm } from './pages/run-form.ts'
import { openTinyRegistry } from './tiny-registry.ts'

const MARK = { name: 'Its registry has a newer image' } as const

test('an image that is missing is pulled by the form, and marked once there is a newer one', async ({
  engine,
  page,
  world,
}) => {
  const registry = await openTinyRegistry(engine)
  const { image } = registry
  const name = world.name('tiny')
  try {
    const form = runForm(page)
    await page.getByRole('button', { name: 'Run container' }).click()
    await form.field('Image').fill(image)
    await form.field('Name').fill(name)
    await form.field('Command').fill('/nothing')
    await expect(form.checks).toContainText('it is pulled first')
    await form.button('Create only').click()
    await expect(notifications(page)).toContainText(`Created container "${name}"`)

    const containers = listPage(page, 'Containers')
    await containers.choose(name, 'Check for a newer image')
    await expect(notifications(page)).toContainText('These images are the newest')
    await expect(containers.row(name).getByRole('img', MARK)).toHaveCount(0)
    await registry.pushAnother()
    await containers.choose(name, 'Check for a newer image')
    await expect(notifications(page)).toContainText(`There is a newer ${image}`)
    await expect(containers.row(name).getByRole('img', MARK)).toBeVisible()
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      await expectNoFault(page, `a newer image, ${colorScheme}`)
    }
    const images = listPage(page, 'Images')
    await images.open()
    await expect(images.row(image).getByRole('img', MARK)).toBeVisible()
    // Once it is pulled, it is another image.
    await world.docker('pull', '--quiet', image)
    await expect(images.row(image).getByRole('img', MARK)).toHaveCount(0)
    await images.choose('busybox:local', 'Check for a newer image')
    await expect(notifications(page)).toContainText('No registry has these images')
  } finally {
    await registry.close()
    await world.docker('rm', '--force', name)
    await world.docker('image', 'prune', '--force')
    await world.docker('image', 'rm', '--force', image)
  }
})
