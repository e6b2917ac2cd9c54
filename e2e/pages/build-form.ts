import type { Locator, Page } from '@playwright/test'

/** The form of an image that is to be built. */
export interface BuildForm {
  readonly dialog: Locator
  readonly field: (label: string) => Locator
  readonly button: (name: string) => Locator
  readonly command: Locator
  readonly editor: Locator
  /** Replaces a text that is in the editor. */
  readonly mend: (from: string, to: string) => Promise<void>
}

/** The form by the names that people find its parts by. */
export function buildForm(page: Page, dockerfile = 'Dockerfile'): BuildForm {
  const dialog = page.getByRole('dialog', { name: 'Build image', exact: true })
  const editor = dialog.getByRole('textbox', { name: `Text of ${dockerfile}`, exact: true })
  return {
    dialog,
    editor,
    field: (label) =>
      dialog.locator('input, select').and(dialog.getByLabel(label, { exact: true })),
    button: (name) => dialog.getByRole('button', { name, exact: true }),
    command: dialog.getByRole('region', { name: 'docker build', exact: true }),
    async mend(from, to) {
      const text = await editor.evaluate((element) => (element as HTMLElement).innerText)
      await editor.focus()
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.insertText(text.replace(from, to))
    },
  }
}
