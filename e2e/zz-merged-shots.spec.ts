import { expect, test } from './app.ts'
import { dock } from './pages/dock.ts'
import { listPage } from './pages/list-page.ts'

test('shots', async ({ page, world }) => {
  for (const service of ['api', 'db', 'web']) {
    await world.run(`${service}-1`, {
      flags: [
        `--label=com.docker.compose.project=${world.prefix}`,
        `--label=com.docker.compose.service=${service}`,
        '--label=com.docker.compose.container-number=1',
      ],
      command: [
        'sh',
        '-c',
        `trap 'exit 0' TERM; n=0; while :; do n=$((n+1)); echo "GET /${service}/$n 200 in $n ms"; [ $((n%7)) = 0 ] && echo "${service} warns" >&2; usleep 130000; done`,
      ],
    })
  }
  await listPage(page, 'Containers').choose(world.name('db-1'), `Logs of project "${world.prefix}"`)
  const { visible, region } = dock(page).logs(world.prefix)
  await expect(visible).toContainText('GET /web/2')
  await world.docker('restart', '-t', '1', world.name('web-1'))
  await expect(visible).toContainText('started again')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `/tmp/scratch/merged-${colorScheme}.png` })
    await region.getByRole('button', { name: 'Containers' }).click()
    await page.screenshot({ path: `/tmp/scratch/merged-list-${colorScheme}.png` })
    await page.keyboard.press('Escape')
  }
})
