import type { Locator, Page } from '@playwright/test'
import { formDialog, type FormDialog } from './form-dialog.ts'

/** The form of a container that is to be run. */
export interface RunForm extends FormDialog {
  readonly checks: Locator
  readonly problem: Locator
  /** Opens a section of the form. */
  readonly unfold: (title: string) => Promise<void>
  /** Fills the form from a line. */
  readonly paste: (line: string) => Promise<void>
}

/** The form by the names that people find its parts by. */
export function runForm(page: Page, title = 'Run container'): RunForm {
  const form = formDialog(page, title, 'docker run')
  const { dialog, button } = form
  return {
    ...form,
    checks: dialog.getByRole('region', { name: 'Checks', exact: true }),
    problem: dialog.getByRole('alert'),
    unfold: (title) => dialog.locator('summary', { hasText: title }).click(),
    async paste(line) {
      await button('Paste a docker run line').click()
      await dialog.getByLabel('A line of docker run, for bash, PowerShell or cmd').fill(line)
      await button('Fill in the form').click()
    },
  }
}
