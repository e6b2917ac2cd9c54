import type { Locator, Page } from '@playwright/test'

/** The form of a container that is to be run. */
export interface RunForm {
  readonly dialog: Locator
  readonly field: (label: string) => Locator
  readonly button: (name: string) => Locator
  readonly command: Locator
  readonly checks: Locator
  readonly problem: Locator
  /** Opens a section of the form. */
  readonly unfold: (title: string) => Promise<void>
  /** Fills the form from a line. */
  readonly paste: (line: string) => Promise<void>
}

/** The form by the names that people find its parts by. */
export function runForm(page: Page, title = 'Run container'): RunForm {
  const dialog = page.getByRole('dialog', { name: title, exact: true })
  const button = (name: string) => dialog.getByRole('button', { name, exact: true })
  return {
    dialog,
    button,
    field: (label) =>
      dialog.locator('input, select').and(dialog.getByLabel(label, { exact: true })),
    command: dialog.getByRole('region', { name: 'docker run', exact: true }),
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
