import type { Locator, Page } from '@playwright/test'

/** A large form whose fields say the same as a line of the docker CLI. */
export interface FormDialog {
  readonly dialog: Locator
  readonly field: (label: string) => Locator
  readonly button: (name: string) => Locator
  readonly command: Locator
}

/** The form by the names that people find its parts by: its title, and the command that it shows. */
export function formDialog(page: Page, title: string, command: string): FormDialog {
  const dialog = page.getByRole('dialog', { name: title, exact: true })
  return {
    dialog,
    field: (label) =>
      dialog.locator('input, select').and(dialog.getByLabel(label, { exact: true })),
    button: (name) => dialog.getByRole('button', { name, exact: true }),
    command: dialog.getByRole('region', { name: command, exact: true }),
  }
}
