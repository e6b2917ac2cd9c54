import axe from 'axe-core'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { dock } from './pages/dock.ts'
import { confirmation, listPage, notices, sidebarLink } from './pages/list-page.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

interface AxeWindow {
  readonly axe: {
    run: (
      root: Document,
      options: object,
    ) => Promise<{
      violations: { id: string; nodes: { html: string; failureSummary: string }[] }[]
    }>
  }
}

/** Every violation on the page as one readable line. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async (tags) => {
    const { axe } = window as unknown as AxeWindow
    const result = await axe.run(document, { runOnly: { type: 'tag', values: tags } })
    return result.violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`),
    )
  }, RULES)
}

for (const colorScheme of ['dark', 'light'] as const) {
  test(`no page has an accessibility fault in the ${colorScheme} theme`, async ({
    app,
    page,
    world,
  }) => {
    await page.emulateMedia({ colorScheme })
    const name = world.name('web')
    await world.run('web', { image: 'chatty:local', command: [], flags: ['--publish', '18098:80'] })
    await world.create('idle')
    await world.run('failed', { command: ['sh', '-c', 'exit 3'] })
    await world.docker('volume', 'create', world.name('data'))
    const containers = listPage(page, 'Containers')
    await expect(containers.cell(name, 'status')).toHaveText('Running')
    expect(await violations(page)).toEqual([])

    await app.electron.evaluate(() => void Promise.reject(new Error('rejected by a test')))
    await expect(notices(page)).toContainText('an error of its own')
    expect(await violations(page), 'notice').toEqual([])
    await notices(page).getByRole('button', { name: 'Dismiss' }).click()

    await containers.row(name).click()
    const pane = page.getByRole('region', { name, exact: true })
    for (const tab of ['Overview', 'Logs', 'Env', 'Mounts', 'Network', 'Inspect']) {
      await pane.getByRole('tab', { name: tab, exact: true }).click()
      await expect(pane.getByRole('tabpanel')).toBeVisible()
      expect(await violations(page), `details, ${tab}`).toEqual([])
    }
    await containers.row(name).click()
    await page.keyboard.press('l')
    await expect(dock(page).logs(name).counter).toContainText('lines')
    await containers.row(name).click()
    await page.keyboard.press('t')
    await expect(dock(page).terminal(name).screen).toContainText(/[#$]/)
    expect(await violations(page), 'dock').toEqual([])

    await containers.select(name).click()
    await containers.selection.getByRole('button', { name: 'Remove…' }).click()
    await expect(confirmation(page)).toBeVisible()
    expect(await violations(page), 'confirmation').toEqual([])
    await page.keyboard.press('Escape')

    await page.keyboard.press('Control+Shift+P')
    await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible()
    expect(await violations(page), 'palette').toEqual([])
    await page.keyboard.press('Escape')

    for (const list of ['Images', 'Volumes', 'Networks'] as const) {
      await listPage(page, list).open()
      expect(await violations(page), list).toEqual([])
    }
    await sidebarLink(page, 'Settings').click()
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
    expect(await violations(page), 'settings').toEqual([])
  })
}
