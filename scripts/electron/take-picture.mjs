// @ts-check
import { mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { say } from '../setup/say.mjs'
import { driveApp } from './drive-app.mjs'

const PICTURE_SIZE = { width: 1440, height: 900 }
/** Two samples, a second apart, make the first CPU figure of a container. */
const FIRST_FIGURES_MS = 5000

/**
 * Opens the built app, saves a picture of its first loaded page, and closes it.
 * @param {string} electron
 * @param {NodeJS.ProcessEnv} env
 * @param {{ file: string, theme?: 'light' | 'dark' | undefined }} options
 */
export async function takePicture(electron, env, { file, theme }) {
  const app = await driveApp(electron, env)
  try {
    const page = await app.firstWindow()
    await page.emulateMedia({ colorScheme: theme ?? null })
    await app.evaluate(({ BrowserWindow }, { width, height }) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height)
    }, PICTURE_SIZE)
    await pageLoaded(page)
    await mkdir(dirname(resolve(file)), { recursive: true })
    await page.screenshot({ path: file })
    say(`The picture is in ${file}.`)
  } finally {
    await app.close()
  }
}

/** @param {import('@playwright/test').Page} page */
async function pageLoaded(page) {
  await page.locator('main[aria-busy="false"]').waitFor()
  // The pointer of an invisible screen rests in its middle, and would mark a row there.
  await page.mouse.move(0, 0)
  await figuresKnown(page)
}

/**
 * Waits for the figures of the running containers; where nothing runs, or something starts and
 * ends all the time, there never are any, and the picture is taken without.
 * @param {import('@playwright/test').Page} page
 */
async function figuresKnown(page) {
  const cpu = page.locator('[data-cell="cpu"]')
  if ((await cpu.count()) === 0) return
  const known = cpu.filter({ hasText: '%' })
  const memory = page.locator('[data-cell="memory"]', { hasText: 'iB' })
  const waiting = page.getByRole('row').filter({ has: memory, hasNot: known })
  const timeout = FIRST_FIGURES_MS
  try {
    await known.first().waitFor({ timeout })
    await waiting.first().waitFor({ state: 'detached', timeout })
  } catch {}
}
