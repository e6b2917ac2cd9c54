import type { Locator, Page } from '@playwright/test'

export type ListName =
  | 'Containers'
  | 'Images'
  | 'Volumes'
  | 'Networks'
  | 'Builds'
  | 'Registries'
  | 'Connections'

/** A list page by the names that our window keeps stable. */
export interface ListPage {
  readonly grid: Locator
  readonly filter: Locator
  readonly selection: Locator
  readonly row: (name: string) => Locator
  readonly cell: (name: string, column: string) => Locator
  readonly select: (name: string) => Locator
  readonly action: (name: string) => Locator
  /** Goes there by the sidebar. */
  readonly open: () => Promise<void>
  /** Opens the row's context menu and chooses from it. */
  readonly choose: (row: string, item: string) => Promise<void>
}

/** The list of one kind of object. */
export function listPage(page: Page, list: ListName): ListPage {
  const grid = page.getByRole('grid', { name: list, exact: true })
  const row = (name: string) => grid.getByRole('row', { name, exact: true })
  return {
    grid,
    row,
    filter: page.getByRole('searchbox', { name: `Filter ${list.toLowerCase()}` }),
    selection: page.getByRole('toolbar', { name: 'Selection' }),
    cell: (name, column) => row(name).locator(`[data-cell="${column}"]`),
    select: (name) => grid.getByRole('checkbox', { name: `Select ${name}`, exact: true }),
    action: (name) => page.getByRole('button', { name, exact: true }),
    async open() {
      await sidebarLink(page, list).click()
      await grid.waitFor()
    },
    async choose(name, item) {
      await row(name).click({ button: 'right' })
      await page.getByRole('menuitem', { name: item, exact: true }).click()
    },
  }
}

/** An entry of the sidebar. */
export function sidebarLink(page: Page, name: string): Locator {
  return page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true })
}

/** The connection's state in the status bar. */
export function engineStatus(page: Page): Locator {
  return page.getByRole('status', { name: 'Engine' })
}

/** What is spoken to those who do not see the window. */
export function announcer(page: Page): Locator {
  return page.getByRole('status', { name: 'Announcements' })
}

/** What went wrong in the app itself. */
export function notices(page: Page): Locator {
  return page.getByRole('status', { name: 'Notices' })
}

/** A question that must be answered. */
export function confirmation(page: Page): Locator {
  return page.getByRole('alertdialog')
}

/** What the window says in passing. */
export function notifications(page: Page): Locator {
  return page.getByRole('region', { name: 'Notifications' })
}
