import type { Locator, Page } from '@playwright/test'
import { formDialog, type FormDialog } from './form-dialog.ts'

/** The form of an image that is to be built. */
export interface BuildForm extends FormDialog {
  readonly editor: Locator
  /** Replaces a text that is in the editor. */
  readonly mend: (from: string, to: string) => Promise<void>
}

/** The form by the names that people find its parts by. */
export function buildForm(page: Page, dockerfile = 'Dockerfile'): BuildForm {
  const form = formDialog(page, 'Build image', 'docker build')
  const editor = form.dialog.getByRole('textbox', { name: `Text of ${dockerfile}`, exact: true })
  return {
    ...form,
    editor,
    async mend(from, to) {
      const text = await editor.evaluate((element) => (element as HTMLElement).innerText)
      await editor.focus()
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.insertText(text.replace(from, to))
    },
  }
}
