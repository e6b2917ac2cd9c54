import type { Page } from '@playwright/test'

/** Asks the main process as the window's own code does, past all that the window would say first. */
export function askMain(page: Page, path: string, input: object): Promise<unknown> {
  return page.evaluate(
    ([path, input]) =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = ({ data }) => resolve(data)
        const message = { path, input }
        window.postMessage({ channel: 'pilothouse:open', message }, location.origin, [port2])
      }),
    [path, input] as const,
  )
}
