import axe from 'axe-core'
import { expect, type Page } from '@playwright/test'

interface AxeWindow {
  readonly axe: {
    run: (root: Document) => Promise<{
      violations: { id: string; nodes: { html: string; failureSummary: string }[] }[]
    }>
  }
}

/** Every violation on the page as one readable line, by all rules that axe has on by itself. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { axe } = window as unknown as AxeWindow
    const result = await axe.run(document)
    return result.violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`),
    )
  })
}

/** axe finds nothing to say against what is on the page; `where` is what that is. */
export async function expectNoFault(page: Page, where: string): Promise<void> {
  expect(await violations(page), where).toEqual([])
}
