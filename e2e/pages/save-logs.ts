import type { ElectronApplication, Page } from '@playwright/test'
import { expect } from '../app.ts'

/** In place of the system's own dialog: the person chooses this, or changes their mind. */
export function choosePlace(electron: ElectronApplication, filePath: string | undefined) {
  return electron.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () =>
      Promise.resolve({ canceled: path === undefined, filePath: path ?? '' })
  }, filePath)
}

/** Says in the dialog what is to be saved, by keys alone. */
export async function answerSaveDialog(
  page: Page,
  name: string,
  { lines = '', format = '', colours = true },
) {
  const dialog = page.getByRole('dialog', { name: `Save logs of ${name}` })
  await expect(dialog.getByLabel('Lines')).toBeFocused()
  if (lines !== '') await dialog.getByLabel('Lines').selectOption(lines)
  if (format !== '') await dialog.getByLabel('Format').selectOption(format)
  if (!colours) await dialog.getByLabel('Keep colours').uncheck()
  await dialog.getByRole('button', { name: 'Choose place' }).press('Enter')
}
