import { prepareDisplay } from '../scripts/setup/display.mjs'

/** A screen of the worker's own, for fixtures: its clipboard and its focus are no other worker's. */
export async function useOwnDisplay({}: object, use: () => Promise<void>): Promise<void> {
  const { env, stop } = await prepareDisplay({ own: true })
  Object.assign(process.env, env)
  // Chromium would otherwise follow the desktop's session.
  delete process.env['WAYLAND_DISPLAY']
  await use()
  stop()
}
