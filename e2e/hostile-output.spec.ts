import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import {
  EVIL,
  HOSTILE_OUTPUTS,
  RANDOM_OUTPUTS,
  randomOutput,
} from '../renderer/xterm/hostile-output.fixture.ts'
import { expect, test } from './app.ts'
import { dock } from './pages/dock.ts'
import { listPage } from './pages/list-page.ts'

/** The window answers all the time: no output may keep it from that for longer. */
const MAX_SILENCE_MS = 1000

/** How often the page looks at the clock. */
const BEAT_MS = 20

const FEED_MS = 120_000

/**
 * Shows every file of a folder, each followed by what ends any sequence and a reset, and keeps what
 * is typed meanwhile: by nobody, so by the terminal itself.
 */
const FEED = `
stty raw -echo
cat </dev/tty >/typed & reader=$!
for file in "$1"/*; do cat "$file"; printf '\\030\\033\\\\\\033c'; done
sleep 1
kill $reader
stty sane
`

/** Prints every file of the folder, from a line of its own on. */
const PRINT = `
echo the-beginning
for file in /evil/outputs/*; do cat "$file"; echo; done
echo the-end
`

/** What xterm answers by itself: the device, the cursor, modes, settings, colours. */
const REPLIES =
  /^(?:\u001b\[[?>=]?[\d;]*(?:\$y|[Rcn])|\u001bP[01]\$r[\d;" ]*[a-z"]*\u001b\\|\u001b\](?:4;\d+|1[012]);rgb:[\da-f/]+\u001b\\|\u001b\[<?[\d;]*[MmIO])*$/

const BATCHES: Readonly<Record<string, () => Readonly<Record<string, string>>>> = {
  [`${Object.keys(HOSTILE_OUTPUTS).length} hostile outputs`]: () =>
    Object.fromEntries(Object.entries(HOSTILE_OUTPUTS).map(([name, text]) => [name, text()])),
  [`${RANDOM_OUTPUTS} random outputs`]: () =>
    Object.fromEntries(
      Array.from({ length: RANDOM_OUTPUTS }, (_, n) => [`${n + 1}`, randomOutput(n + 1)]),
    ),
}

for (const [what, outputs] of Object.entries(BATCHES)) {
  test(`${what} in a shell leave the window awake, and clipboard, title and input alone`, async ({
    page,
    world,
    app,
  }) => {
    test.setTimeout(2 * FEED_MS)
    const name = world.name('evil')
    await world.run('evil')
    await fill(world.docker, name, outputs())
    await app.electron.evaluate(({ clipboard }) => clipboard.writeText('MY-SECRET'))
    const titles = () =>
      app.electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => window.getTitle()),
      )
    const before = await titles()
    await listPage(page, 'Containers').row(name).click()
    await page.keyboard.press('t')
    const terminal = dock(page).terminal(name)
    await expect(terminal.screen).toContainText(/[#$]/)
    await startClock(page)
    await terminal.type('sh /evil/feed /evil/outputs; echo fed-$((1+1)); touch /fed')
    // The container is asked, so that nothing but the output keeps the window busy.
    await expect.poll(() => isThere(world.docker, name, '/fed'), { timeout: FEED_MS }).toBe(true)
    expect(await longestSilence(page)).toBeLessThan(MAX_SILENCE_MS)
    await expect(terminal.screen).toContainText('fed-2', { timeout: FEED_MS })
    const typed = await world.docker('exec', name, 'cat', '/typed')
    expect(typed).not.toContain(EVIL)
    expect(typed).toMatch(REPLIES)
    expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('MY-SECRET')
    expect(await titles()).toEqual(before)
    // Answers that came too late for the reader stand at the prompt.
    await terminal.input.press('Control+C')
    await terminal.type('echo alive-$((3*3))')
    await expect(terminal.screen).toContainText('alive-9')
  })
}

for (const [what, outputs] of Object.entries(BATCHES)) {
  test(`${what} in a log leave the window awake, and clipboard and title alone`, async ({
    page,
    world,
    app,
  }) => {
    test.setTimeout(2 * FEED_MS)
    const name = world.name('evil')
    await world.create('evil', { command: ['sh', '-c', PRINT] })
    await fill(world.docker, name, outputs())
    await world.docker('start', name)
    await world.docker('wait', name)
    await app.electron.evaluate(({ clipboard }) => clipboard.writeText('MY-SECRET'))
    const titles = () =>
      app.electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => window.getTitle()),
      )
    const before = await titles()
    await listPage(page, 'Containers').row(name).click()
    await startClock(page)
    await page.keyboard.press('l')
    const { counter } = dock(page).logs(name)
    const lines = () => visibleLogLines(page)
    await expect(counter).toContainText(/^[\d,]+ lines · Not running/, { timeout: FEED_MS })
    await expect.poll(lines).toContain('the-end')
    await page.keyboard.press('Home')
    await expect.poll(lines).toContain('the-beginning')
    // Some of the outputs are longer than this leads; whoever reads a log goes on to its end then.
    for (let pages = 0; pages < 100; pages++) await page.keyboard.press('PageDown')
    await expect.poll(lines).not.toContain('the-beginning')
    await page.keyboard.press('End')
    await expect.poll(lines).toContain('the-end')
    expect(await longestSilence(page)).toBeLessThan(MAX_SILENCE_MS)
    expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('MY-SECRET')
    expect(await titles()).toEqual(before)
  })
}

/** Puts the outputs into the container, a file each, in their order. */
async function fill(
  docker: (...args: string[]) => Promise<string>,
  container: string,
  outputs: Readonly<Record<string, string>>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pilothouse-evil-'))
  try {
    await mkdir(join(folder, 'outputs'))
    await writeFile(join(folder, 'feed'), FEED)
    for (const [index, text] of Object.values(outputs).entries()) {
      await writeFile(join(folder, 'outputs', String(index).padStart(4, '0')), text)
    }
    await docker('cp', folder, `${container}:/evil`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What a screen reader is told, read so that the window is kept busy by nothing else. */
function visibleLogLines(page: Page): Promise<string> {
  return page.evaluate(
    () => document.querySelector('[aria-label="Visible log lines"]')?.textContent ?? '',
  )
}

/** Whether a container has this path. */
async function isThere(
  docker: (...args: string[]) => Promise<string>,
  container: string,
  path: string,
): Promise<boolean> {
  const answer = await docker(
    'exec',
    container,
    'sh',
    '-c',
    `test -e ${path} && echo yes || echo no`,
  )
  return answer.trim() === 'yes'
}

/** Has the page note how long it was kept from looking at the clock. */
async function startClock(page: Page): Promise<void> {
  await page.evaluate((ms) => {
    let last = performance.now()
    Reflect.set(window, 'longestSilence', 0)
    setInterval(() => {
      const now = performance.now()
      Reflect.set(
        window,
        'longestSilence',
        Math.max(now - last, Number(Reflect.get(window, 'longestSilence'))),
      )
      last = now
    }, ms)
  }, BEAT_MS)
}

function longestSilence(page: Page): Promise<number> {
  return page.evaluate(() => Number(Reflect.get(window, 'longestSilence')))
}
