import { screen, type BrowserWindow, type Rectangle } from 'electron'
import * as z from 'zod'
import type { JsonFile } from './json-file.ts'

export const WindowBounds = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }).optional(),
  maximized: z.boolean().default(false),
})
export type WindowBounds = z.output<typeof WindowBounds>

/** Small enough for a quarter of a laptop's screen. */
export const MIN_SIZE = { minWidth: 720, minHeight: 480 }
const FIRST_SIZE = { width: 1280, height: 820 }

/** A window whose visible part is smaller than this cannot be grabbed. */
const MIN_VISIBLE_PX = 64
/** Moving and resizing send an event a frame. */
const SAVE_AFTER_MS = 400

/** Where the window was, if a display still shows that place. */
export function placeFor({ bounds }: WindowBounds): Partial<Rectangle> {
  if (
    !bounds ||
    !isVisible(
      bounds,
      screen.getAllDisplays().map((display) => display.workArea),
    )
  )
    return FIRST_SIZE
  return bounds
}

/** Whether enough of the window lies on one of the displays. */
export function isVisible(bounds: Rectangle, workAreas: readonly Rectangle[]): boolean {
  return workAreas.some(
    (area) =>
      overlap(bounds.x, bounds.width, area.x, area.width) >= MIN_VISIBLE_PX &&
      overlap(bounds.y, bounds.height, area.y, area.height) >= MIN_VISIBLE_PX,
  )
}

/** Keeps the file in step with the window. */
export function rememberBounds(window: BrowserWindow, file: JsonFile<WindowBounds>): void {
  let timer: NodeJS.Timeout | undefined
  const save = () => {
    clearTimeout(timer)
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return
    const next = { bounds: window.getNormalBounds(), maximized: window.isMaximized() }
    // A place that cannot be remembered is not worth a message.
    void file.save(next).catch(() => {})
  }
  const saveSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(save, SAVE_AFTER_MS)
  }
  window.on('resize', saveSoon)
  window.on('move', saveSoon)
  window.on('maximize', saveSoon)
  window.on('unmaximize', saveSoon)
  window.on('close', save)
}

function overlap(start: number, length: number, otherStart: number, otherLength: number): number {
  return Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart)
}
