import type { Locator, Page } from '@playwright/test'

/** The long work of the app, by the names that our window keeps stable. */
export interface TaskRegion {
  readonly region: Locator
  /** Of one that goes on. */
  readonly bar: (name: string) => Locator
  readonly button: (name: string) => Locator
  /** At the foot of the window: how many go on, and the way to all of them. */
  readonly count: Locator
}

/** The region `Tasks`. */
export function taskRegion(page: Page): TaskRegion {
  const region = page.getByRole('region', { name: 'Tasks', exact: true })
  return {
    region,
    bar: (name) => region.getByRole('progressbar', { name, exact: true }),
    button: (name) => region.getByRole('button', { name, exact: true }),
    count: page.getByRole('contentinfo').getByRole('button', { name: /^(Tasks|\d+ tasks?)$/ }),
  }
}
