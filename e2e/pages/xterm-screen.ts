import type { ElectronApplication, Locator, Page } from '@playwright/test'

/** Red, green and blue, each up to 255. */
export type Colour = readonly [number, number, number]

/** Selects all that is on the screen of a log or a shell, as the mouse does. */
export async function selectScreen(page: Page, region: Locator): Promise<void> {
  const { x, y, width, height } = await screenBox(region)
  await page.mouse.move(x + 1, y + 1)
  await page.mouse.down()
  await page.mouse.move(x + width - 1, y + height - 1, { steps: 5 })
  await page.mouse.up()
}

/** How many pixels of the screen have exactly this colour, as the window draws them. */
export async function countPixels(
  electron: ElectronApplication,
  region: Locator,
  colour: Colour,
): Promise<number> {
  const box = await screenBox(region)
  const place = {
    x: Math.round(box.x),
    y: Math.round(box.y),
    width: Math.round(box.width),
    height: Math.round(box.height),
  }
  return electron.evaluate(
    async ({ BrowserWindow }, { place, colour: [red, green, blue] }) => {
      const [window] = BrowserWindow.getAllWindows()
      const bytes = (await window?.webContents.capturePage(place))?.toBitmap() ?? []
      let count = 0
      // Four bytes a pixel: blue, green, red and how opaque it is.
      for (let at = 0; at < bytes.length; at += 4) {
        if (bytes[at] === blue && bytes[at + 1] === green && bytes[at + 2] === red) count++
      }
      return count
    },
    { place, colour },
  )
}

async function screenBox(region: Locator) {
  const box = await region.locator('.xterm-screen').boundingBox()
  if (!box) throw new Error('Nothing is drawn there')
  return box
}
