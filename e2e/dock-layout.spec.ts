import type { Page } from '@playwright/test'
import { close, expect, launch, test } from './app.ts'
import { execSessions, logStreams } from './engine-streams.ts'
import { dock } from './pages/dock.ts'
import { listPage } from './pages/list-page.ts'

const MIDDLE = { x: 0.5, y: 0.6 }
const RIGHT_EDGE = { x: 0.95, y: 0.6 }

/** Opens the logs of one container and a shell in another, in one group. */
async function openLogsAndShell(page: Page, logs: string, shell: string): Promise<void> {
  const containers = listPage(page, 'Containers')
  await containers.row(logs).click()
  await page.keyboard.press('l')
  await expect(dock(page).logs(logs).counter).toContainText('line')
  await containers.row(shell).click()
  await page.keyboard.press('t')
  await expect(dock(page).terminal(shell).screen).toContainText(/[#$]/)
}

test('a tab is dragged to the edge, into the other group, and back within its row', async ({
  page,
  world,
  engine,
}) => {
  const [chat, box] = [world.name('chat'), world.name('box')]
  await world.run('chat', { image: 'chatty:local', command: [] })
  await world.run('box')
  await openLogsAndShell(page, chat, box)
  const { drag, groups, groupOf, terminal, logs, tab } = dock(page)
  const [logTab, shellTab] = [`Logs: ${chat}`, `Terminal: ${box}`]
  await terminal(box).type('word=kept; echo pid-$$')
  await expect(terminal(box).screen).toContainText(/pid-\d+/)
  const pid = /pid-\d+/.exec(await terminal(box).screen.innerText())?.[0]

  await drag(shellTab, groupOf(shellTab), RIGHT_EDGE)
  await expect.poll(groups).toEqual([[logTab], [shellTab]])
  await expect(logs(chat).region).toBeVisible()
  await expect(terminal(box).screen).toContainText(String(pid))
  await terminal(box).type('echo "$word here $$"')
  await expect(terminal(box).screen).toContainText(`kept here ${pid?.slice(4)}`)

  await drag(shellTab, groupOf(logTab), MIDDLE)
  await expect.poll(groups).toEqual([[logTab, shellTab]])
  await drag(shellTab, tab(logTab), { x: 0.1, y: 0.5 })
  await expect.poll(groups).toEqual([[shellTab, logTab]])
  await terminal(box).type('echo "$word again $$"')
  await expect(terminal(box).screen).toContainText(`kept again ${pid?.slice(4)}`)
  expect(await execSessions(engine)).toBe(1)
})

test('the menu bar splits, moves and joins what is in the dock', async ({ app, page, world }) => {
  const [chat, box] = [world.name('chat'), world.name('box')]
  await world.run('chat', { image: 'chatty:local', command: [] })
  await world.run('box')
  await openLogsAndShell(page, chat, box)
  const [logTab, shellTab] = [`Logs: ${chat}`, `Terminal: ${box}`]
  const choose = (label: string) =>
    app.electron.evaluate(({ Menu }, wanted) => {
      const dockMenu = Menu.getApplicationMenu()?.items.find((menu) => menu.label === '&Dock')
      dockMenu?.submenu?.items.find((item) => item.label === wanted)?.click()
    }, label)

  await choose('Move tab left')
  await expect.poll(dock(page).groups).toEqual([[shellTab, logTab]])
  await choose('Split right')
  await expect.poll(dock(page).groups).toEqual([[logTab], [shellTab]])
  await choose('Move tab to next group')
  await expect.poll(dock(page).groups).toEqual([[logTab, shellTab]])
  await choose('Close tab')
  await expect.poll(dock(page).groups).toEqual([[logTab]])
})

test('a log that is moved is not read anew', async ({ page, world, engine }) => {
  const [chat, box] = [world.name('chat'), world.name('box')]
  await world.run('chat', { image: 'chatty:local', command: [] })
  await world.run('box')
  await openLogsAndShell(page, chat, box)
  await dock(page).tab(`Logs: ${chat}`).click()
  const { button, region, counter } = dock(page).logs(chat)
  await button('Timestamps').click()
  await button('Clear view').click()
  await region.getByRole('searchbox').fill('nothing-like-it')
  await expect.poll(() => logStreams(engine)).toBe(1)
  await dock(page).choose(`Logs: ${chat}`, 'Split down')
  await expect.poll(dock(page).groups).toEqual([[`Terminal: ${box}`], [`Logs: ${chat}`]])
  await expect(region.getByRole('searchbox')).toHaveValue('nothing-like-it')
  await expect(button('Timestamps')).toHaveAttribute('aria-pressed', 'true')
  await expect(counter).toContainText('Following')
  expect(await logStreams(engine)).toBe(1)
})

test('Escape lets a dragged tab stay where it was', async ({ page, world }) => {
  const [chat, box] = [world.name('chat'), world.name('box')]
  await world.run('chat')
  await world.run('box')
  await openLogsAndShell(page, chat, box)
  const { region, tab, groups } = dock(page)
  const before = await groups()
  const { x, y, width, height } = (await region.boundingBox()) ?? {
    x: 0,
    y: 0,
    width: 0,
    height: 0,
  }
  await tab(`Terminal: ${box}`).hover()
  await page.mouse.down()
  await page.mouse.move(x + width - 20, y + height / 2, { steps: 5 })
  await page.keyboard.press('Escape')
  await page.mouse.up()
  expect(await groups()).toEqual(before)
  await expect(dock(page).terminal(box).region).toBeVisible()
})

test('all of it by keys: split, step, move to the next group, maximise, collapse, close', async ({
  page,
  world,
}) => {
  const [chat, box] = [world.name('chat'), world.name('box')]
  await world.run('chat')
  await world.run('box')
  await openLogsAndShell(page, chat, box)
  const { groups, terminal, region, tab } = dock(page)
  const [logTab, shellTab] = [`Logs: ${chat}`, `Terminal: ${box}`]
  await terminal(box).input.focus()
  await page.keyboard.press('Control+Shift+PageUp')
  await expect.poll(groups).toEqual([[shellTab, logTab]])
  await expect(terminal(box).input).toBeFocused()
  await page.keyboard.press('Control+Shift+PageDown')
  await expect.poll(groups).toEqual([[logTab, shellTab]])
  await page.keyboard.press('Control+Shift+Backslash')
  await expect.poll(groups).toEqual([[logTab], [shellTab]])
  await expect(terminal(box).input).toBeFocused()
  await page.keyboard.type('echo typed-$((1+1))\n')
  await expect(terminal(box).screen).toContainText('typed-2')

  await command(page, 'Move tab to next group')
  await expect.poll(groups).toEqual([[logTab, shellTab]])
  await expect(terminal(box).input).toBeFocused()
  await command(page, 'Split down')
  await expect.poll(groups).toEqual([[logTab], [shellTab]])

  await page.keyboard.press('Control+Tab')
  await expect(dock(page).logs(chat).region.locator(':focus')).toHaveCount(1)
  await page.keyboard.press('Control+Shift+M')
  await expect(region.getByRole('button', { name: 'Restore dock' })).toBeVisible()
  await page.keyboard.press('Control+Shift+M')
  await page.keyboard.press('Control+Backquote')
  await expect(terminal(box).region).toBeHidden()
  await expect.poll(groups).toEqual([[logTab, shellTab]])
  await tab(shellTab).focus()
  await page.keyboard.press('Enter')
  await expect(terminal(box).input).toBeFocused()
  await page.keyboard.press('Control+Shift+W')
  await expect.poll(groups).toEqual([[logTab]])
  await expect(tab(logTab)).toBeFocused()
})

test('a line between groups is moved by mouse and by key, and neither side gets too small', async ({
  page,
  world,
}) => {
  const [chat, box] = [world.name('chat'), world.name('box')]
  await world.run('chat')
  await world.run('box')
  await openLogsAndShell(page, chat, box)
  await dock(page).choose(`Terminal: ${box}`, 'Split right')
  const width = async () => (await dock(page).groupOf(`Logs: ${chat}`).boundingBox())?.width ?? 0
  const sash = dock(page).region.getByRole('separator', { name: 'Size of group 1' })
  const before = await width()
  const { x, y } = (await sash.boundingBox()) ?? { x: 0, y: 0 }
  await page.mouse.move(x + 3, y + 100)
  await page.mouse.down()
  await page.mouse.move(x + 153, y + 100, { steps: 4 })
  await expect.poll(async () => Math.round((await width()) - before - 150)).toBeLessThan(6)
  await page.mouse.move(x + 2000, y + 100, { steps: 4 })
  await page.mouse.up()
  const other = await dock(page).groupOf(`Terminal: ${box}`).boundingBox()
  expect(Math.round(other?.width ?? 0)).toBe(160)
  const widest = await width()
  await sash.press('ArrowLeft')
  expect(await width()).toBeLessThan(widest)
})

test('the dock moves to the right and back, with its shells', async ({ page, world }) => {
  const box = world.name('box')
  await world.run('box')
  await listPage(page, 'Containers').row(box).click()
  await page.keyboard.press('t')
  const { terminal, region } = dock(page)
  await terminal(box).type('word=kept')
  const low = await region.boundingBox()
  await command(page, 'Move dock to the right')
  await expect.poll(async () => (await region.boundingBox())?.y).toBeLessThan(low?.y ?? 0)
  await expect(terminal(box).input).toBeFocused()
  await terminal(box).type('echo "is $word"')
  await expect(terminal(box).screen).toContainText('is kept')
  const sash = region.getByRole('separator', { name: 'Width of the dock' })
  const before = (await region.boundingBox())?.width ?? 0
  await sash.press('ArrowLeft')
  expect((await region.boundingBox())?.width).toBe(before + 24)
  await region.getByRole('button', { name: 'More dock actions' }).click()
  await page.getByRole('menuitem', { name: 'Move dock to the bottom' }).click()
  await expect.poll(async () => (await region.boundingBox())?.y).toBe(low?.y)
})

test('"Reveal in list" leads from any page to the row of the tab', async ({ page, world }) => {
  const [chat, box] = [world.name('chat'), world.name('box')]
  await world.run('chat')
  await world.run('box')
  await openLogsAndShell(page, chat, box)
  await listPage(page, 'Images').open()
  await dock(page).choose(`Logs: ${chat}`, 'Reveal in list')
  await expect(page.getByRole('region', { name: chat, exact: true })).toBeVisible()
  const row = listPage(page, 'Containers').row(chat)
  await expect(row).toBeVisible()
  await listPage(page, 'Images').open()
  await dock(page).terminal(box).input.focus()
  await command(page, 'Reveal in list')
  await expect(page.getByRole('region', { name: box, exact: true })).toBeVisible()
})

test('after a restart the dock is as it was: logs are read again, shells wait to be asked for', async ({
  page,
  app,
  world,
  engine,
}) => {
  const [chat, box, old] = [world.name('chat'), world.name('box'), world.name('old')]
  await world.run('chat', { image: 'chatty:local', command: [] })
  await world.run('box')
  await world.run('old')
  await listPage(page, 'Containers').row(old).click()
  await page.keyboard.press('t')
  await expect(dock(page).terminal(old).screen).toContainText(/[#$]/)
  await openLogsAndShell(page, chat, box)
  await dock(page).choose(`Logs: ${chat}`, 'Split right')
  const groups = [[`Terminal: ${old}`, `Terminal: ${box}`], [`Logs: ${chat}`]]
  await expect.poll(dock(page).groups).toEqual(groups)
  await dock(page).region.getByRole('separator', { name: 'Height of the dock' }).press('ArrowUp')
  const sash = dock(page).region.getByRole('separator', { name: 'Size of group 1' })
  await sash.press('ArrowLeft')
  const place = await dock(page).groupOf(`Logs: ${chat}`).boundingBox()
  await app.electron.close()
  expect(await execSessions(engine)).toBe(0)
  await world.docker('rm', '--force', old)

  const second = await launch({ dockerHost: engine.dockerHost, userData: app.userData })
  const again = dock(second.page)
  await expect.poll(again.groups).toEqual(groups)
  await expect(again.logs(chat).counter).toContainText('Following')
  await expect(again.tab(`Terminal: ${box}`)).toHaveAttribute('aria-selected', 'true')
  await expect(again.terminal(box).region).toContainText('The shell ended')
  expect(await again.groupOf(`Logs: ${chat}`).boundingBox()).toEqual(place)
  expect(await execSessions(engine)).toBe(0)
  await again.terminal(box).region.getByRole('button', { name: 'Reconnect' }).click()
  await again.terminal(box).type('echo back-$((1+1))')
  await expect(again.terminal(box).screen).toContainText('back-2')
  await again.tab(`Terminal: ${old}`).click()
  await expect(again.terminal(old).region).toContainText('The container was removed')
  await expect(again.terminal(old).region.getByRole('button', { name: 'Reconnect' })).toHaveCount(0)
  expect(second.complaints).toEqual([])
  await close(second)
})

/** Runs a command by the palette, from wherever the focus is. */
async function command(page: Page, label: string): Promise<void> {
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.type(label)
  await expect(page.getByRole('dialog').getByRole('option').first()).toHaveText(label)
  await page.keyboard.press('Enter')
}
