const KEY = 'dock-height'

/** Pixels: about a dozen lines of text. */
const FIRST_HEIGHT_PX = 300

/** The row of tabs and a few lines of text. */
export const MIN_HEIGHT_PX = 110

/** The height that the person gave the dock, in this window or in one before it. */
export function rememberedHeight(): number {
  const height = Number(localStorage.getItem(KEY))
  return height >= MIN_HEIGHT_PX ? height : FIRST_HEIGHT_PX
}

/** Kept by the page itself: it must be known before the first drawing, and is nobody's setting. */
export function rememberHeight(height: number): void {
  localStorage.setItem(KEY, String(Math.round(height)))
}
