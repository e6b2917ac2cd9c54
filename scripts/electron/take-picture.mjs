// @ts-check
import { mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { PROJECT_ROOT } from '../setup/project-root.mjs'
import { say } from '../setup/say.mjs'
import { chromiumArguments } from './chromium-arguments.mjs'

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
  const { _electron } = await import('@playwright/test')
  const args = [PROJECT_ROOT, ...(await chromiumArguments(electron))]
  const app = await _electron.launch({ executablePath: electron, args, env: definedOnly(env) })
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
  await page.locator('[data-loading]').first().waitFor({ state: 'detached' })
  const figures = page.locator('[data-cell="cpu"]')
  if ((await figures.count()) === 0) return
  // Where nothing runs there never is a figure, and the page is complete as it is.
  await figures
    .filter({ hasText: '%' })
    .first()
    .waitFor({ timeout: FIRST_FIGURES_MS })
    .catch(() => {})
}

/** @param {NodeJS.ProcessEnv} env */
function definedOnly(env) {
  return /** @type {Record<string, string>} */ (
    Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined))
  )
}
