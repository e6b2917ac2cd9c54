import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { close, launch } from '../app.ts'
import { choose } from '../build-window.ts'
import { buildForm } from '../pages/build-form.ts'
import { listPage, notifications } from '../pages/list-page.ts'
import { runForm } from '../pages/run-form.ts'
import { expect, test } from './test.ts'

/** How builds go in the window; the rest of it is tried on one engine alone. */
export function testBuildWindow(): void {
  test('a folder is built in the window; its image is run and found from there', async ({
    peer,
    world,
  }) => {
    test.skip(peer.slowdown > 1, 'its builder is that of Docker 20.10, and ten times as slow')
    const folder = await mkdtemp(join(tmpdir(), 'pilothouse-build-'))
    await writeFile(join(folder, 'Dockerfile'), 'FROM busybox:local\nRUN echo made > /made\n')
    const app = await launch({ dockerHost: peer.private.dockerHost })
    try {
      const { page } = app
      const tag = `${world.prefix}:1`
      const [builds, form, run] = [listPage(page, 'Builds'), buildForm(page), runForm(page)]
      const details = page.getByRole('region', { name: tag, exact: true })
      await builds.open()
      await page.getByRole('button', { name: 'Build image' }).click()
      await choose(app, folder)
      await form.button('Choose folder…').click()
      await form.field('Name 1').fill(tag)
      await form.button('Build').click()
      await expect(builds.row(tag)).toContainText('Built')
      await expect(builds.cell(tag, 'builder')).toHaveText(peer.isPodman ? 'Buildah' : 'BuildKit')
      await expect(details.getByRole('row', { name: /^RUN echo/ })).toContainText('Done')
      const id = await world.docker('image', 'inspect', '--format', '{{.Id}}', tag)

      await details.getByRole('button', { name: 'Run…' }).click()
      await run.field('Name').fill(world.name('built'))
      await run.button('Create only').click()
      await expect(notifications(page)).toContainText(`Created container "${world.name('built')}"`)
      expect(bare(await world.inspect('built', '{{.Image}}'))).toBe(bare(id))

      await builds.open()
      await builds.row(tag).dblclick()
      await details.getByRole('button', { name: 'Open image' }).click()
      const images = listPage(page, 'Images')
      await expect(images.grid.getByRole('row', { name: new RegExp(`${tag}$`) })).toBeVisible()
      await expect(page.getByRole('region', { name: new RegExp(`${tag}$`) })).toBeVisible()

      await builds.open()
      await page.getByRole('button', { name: 'Build cache' }).click()
      if (peer.isPodman) {
        await expect(page.getByText('Podman has no build cache of its own')).toBeVisible()
      } else {
        const cache = page.getByRole('grid', { name: 'Build cache' })
        await page.getByRole('searchbox', { name: 'Filter build cache' }).fill('echo made')
        await expect(cache.getByText('echo made > /made').first()).toBeVisible()
      }
      expect(app.complaints).toEqual([])
    } finally {
      await close(app)
      await rm(folder, { recursive: true })
    }
  })
}

/** Podman writes ids without their algorithm in some places. */
function bare(id: string): string {
  return id.replace(/^sha256:/, '')
}
