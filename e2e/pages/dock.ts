import type { Locator, Page } from '@playwright/test'

export interface LogPanel {
  readonly region: Locator
  readonly counter: Locator
  readonly visible: Locator
  readonly button: (name: string | RegExp) => Locator
}

export interface TerminalPanel {
  readonly region: Locator
  readonly screen: Locator
  readonly input: Locator
  readonly button: (name: string) => Locator
  /** The field of its find bar, and how many were found. */
  readonly find: Locator
  readonly matches: Locator
  /** Types a line and presses Enter. */
  readonly type: (line: string) => Promise<void>
}

/** The dock with its tabs. */
export function dock(page: Page) {
  const region = page.getByRole('region', { name: 'Dock', exact: true })
  return {
    region,
    tab: (name: string) => region.getByRole('tab', { name, exact: true }),
    /** The names of the tabs of each group, as they are read. */
    groups: () =>
      region
        .getByRole('tablist')
        .evaluateAll((lists) =>
          lists.map((list) =>
            Array.from(list.querySelectorAll('[role="tab"]'), (tab) => tab.ariaLabel),
          ),
        ),
    /** The group that shows a tab, from its row of tabs down. */
    groupOf: (name: string) =>
      region.locator('[data-dock-group]').filter({
        has: page.getByRole('tab', { name, exact: true, selected: true }),
      }),
    /** Chooses from a tab's context menu. */
    async choose(name: string, item: string) {
      await region.getByRole('tab', { name, exact: true }).click({ button: 'right' })
      await page.getByRole('menuitem', { name: item, exact: true }).click()
    },
    /** Drags a tab by the mouse to a part of an element: `0.5` is its middle. */
    drag: async (name: string, to: Locator, part: { x: number; y: number }) => {
      const box = await to.boundingBox()
      if (!box) throw new Error('There is nothing to drag to')
      await region.getByRole('tab', { name, exact: true }).hover()
      await page.mouse.down()
      await page.mouse.move(box.x + box.width * part.x, box.y + box.height * part.y, { steps: 5 })
      await page.mouse.up()
    },
    logs: (container: string) => logPanel(region, container),
    terminal: (container: string) => terminalPanel(page, region, `Terminal in ${container}`),
    attached: (container: string) => terminalPanel(page, region, `Attached to ${container}`),
    debugShell: (container: string) => terminalPanel(page, region, `Debug shell in ${container}`),
    /** Closes a tab by the key that tabs have for it. */
    async close(name: string) {
      await region.getByRole('tab', { name, exact: true }).focus()
      await page.keyboard.press('Delete')
    },
  }
}

function logPanel(within: Locator, container: string): LogPanel {
  const region = within.getByRole('region', { name: `Logs of ${container}`, exact: true })
  return {
    region,
    counter: region.getByRole('status', { name: 'Log lines' }),
    visible: region.getByRole('log', { name: 'Visible log lines' }),
    button: (name) => region.getByRole('button', { name }),
  }
}

function terminalPanel(page: Page, within: Locator, name: string): TerminalPanel {
  const region = within.getByRole('region', { name, exact: true })
  const input = region.getByRole('textbox', { name: 'Terminal input' })
  return {
    region,
    input,
    screen: region.getByRole('log', { name: 'Visible terminal lines' }),
    button: (name) => region.getByRole('button', { name, exact: true }),
    find: region.getByRole('searchbox', { name: 'Find in terminal' }),
    matches: region.getByRole('status', { name: 'Matches' }),
    async type(line) {
      await input.focus()
      await page.keyboard.type(line)
      await page.keyboard.press('Enter')
    },
  }
}
