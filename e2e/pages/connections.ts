import type { Locator, Page } from '@playwright/test'
import { confirmation, listPage, sidebarLink } from './list-page.ts'

/** What is typed into the form of a connection. */
export interface ConnectionEntry {
  readonly endpoint?: string
  /** The key file for ssh. */
  readonly identity?: string
  readonly name?: string
  readonly mode?: string
  readonly colour?: string
  readonly label?: string
}

/** The page with all connections. */
export function connectionsPage(page: Page) {
  const list = listPage(page, 'Connections')
  const dialog = page.getByRole('dialog')
  return {
    ...list,
    dialog,
    steps: dialog.getByRole('list', { name: 'Steps of the test' }).getByRole('listitem'),
    async open() {
      await sidebarLink(page, 'Connections').click()
      await list.grid.waitFor()
    },
    async enter({ endpoint, identity, name, mode, colour, label }: ConnectionEntry) {
      const choose = (field: string, value: string | undefined) =>
        value === undefined ? undefined : dialog.getByLabel(field).selectOption(value)
      const type = (field: string | RegExp, value: string | undefined) =>
        value === undefined ? undefined : dialog.getByLabel(field, { exact: true }).fill(value)
      await type('Endpoint', endpoint)
      await type('Key file for ssh; empty: as your ssh chooses', identity)
      await type('Name', name)
      await choose('What may be done there', mode)
      await choose('Colour of its strip', colour)
      await type('Label, such as PRODUCTION', label)
    },
    async add(entry: ConnectionEntry) {
      await page.getByRole('button', { name: 'Add connection', exact: true }).click()
      await this.enter(entry)
      await dialog.getByRole('button', { name: 'Add connection', exact: true }).click()
      await dialog.waitFor({ state: 'detached' })
    },
  }
}

/** Where the engine of the connection whose details are open is started and stopped. */
export function engineControl(page: Page) {
  const region = page.getByRole('region', { name: 'Engine control' })
  const button = (name: string) => region.getByRole('button', { name, exact: true })
  return {
    region,
    button,
    panel: page.getByRole('tabpanel'),
    status: region.getByRole('status'),
    output: (title: string) => region.getByRole('log', { name: `Output of ${title}` }),
    async open() {
      await page.getByRole('tab', { name: 'Engine' }).click()
      await region.waitFor()
    },
    /** Stops it, and says yes to the question. */
    async stop() {
      await button('Stop engine').click()
      await confirmation(page).getByRole('button', { name: 'Stop engine' }).click()
    },
  }
}

/** Which engine the window shows. */
export function switcher(page: Page): Locator {
  return page.getByRole('button', { name: /^Connection:/ })
}
