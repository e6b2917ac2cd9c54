import type { Locator, Page } from '@playwright/test'

/** Live charts, and what they say in words. */
export interface StatsPanel {
  readonly region: Locator
  readonly state: Locator
  readonly range: (name: string) => Locator
  readonly chart: (title: string) => Locator
  /** The names of a chart's lines. */
  readonly lines: (title: string) => Promise<readonly string[]>
  /** A figure of a line: `Latest`, `Min`, `Mean` or `Max`, without its unit. */
  readonly figure: (title: string, line: string, column: Column) => Promise<number>
  /** Goes from moment to moment by keys. */
  readonly moment: (title: string) => Locator
  readonly momentText: (title: string) => Promise<string>
}

const COLUMNS = ['Latest', 'Min', 'Mean', 'Max'] as const
type Column = (typeof COLUMNS)[number]

/** The stats of a container, or of several, within a pane or the dock. */
export function statsPanel(within: Locator | Page, name: string): StatsPanel {
  const region = within.getByRole('region', { name: `Stats of ${name}`, exact: true })
  const chart = (title: string) => region.getByRole('figure', { name: title, exact: true })
  const moment = (title: string) => region.getByRole('slider', { name: `Moment of ${title}` })
  return {
    region,
    state: region.getByRole('status', { name: 'State of the charts' }),
    range: (range) => region.getByRole('button', { name: range, exact: true }),
    chart,
    lines: (title) => chart(title).getByRole('rowheader').allTextContents(),
    async figure(title, line, column) {
      const row = chart(title)
        .getByRole('row')
        .filter({ has: region.page().getByRole('rowheader', { name: line, exact: true }) })
      const cell = row.getByRole('cell').nth(COLUMNS.indexOf(column))
      return (await cell.count()) === 0 ? Number.NaN : Number.parseFloat(await cell.innerText())
    },
    moment,
    momentText: async (title) => (await moment(title).getAttribute('aria-valuetext')) ?? '',
  }
}
