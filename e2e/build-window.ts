import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { test as base, type App } from './app.ts'

interface Fixtures {
  /** Of this test alone, with these files in it. */
  readonly folder: (files: Readonly<Record<string, string>>) => Promise<string>
}

/** Tests of builds in the window. */
export const test = base.extend<Fixtures>({
  folder: async ({}, use) => {
    const made: string[] = []
    await use(async (files) => {
      const folder = await mkdtemp(join(tmpdir(), 'pilothouse-build-'))
      made.push(folder)
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(folder, path)), { recursive: true })
        await writeFile(join(folder, path), text)
      }
      return folder
    })
    for (const folder of made) await rm(folder, { recursive: true })
  },
})

/** A file or folder from the desktop, dropped in the middle of the page. */
export async function dropOn(page: Page, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 700, y: 400, data })
  }
  await session.detach()
}

/** A person chooses this, whatever they are asked for. */
export async function choose({ electron }: Pick<App, 'electron'>, path: string): Promise<void> {
  await electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, path)
}
