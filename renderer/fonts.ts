import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import '@fontsource-variable/noto-emoji/wght.css'

/** One character of each of the files that the emoji come in. */
const EMOJI = '🇩🏴☑⌚🎀⛵☕⛄👩🌟'

/**
 * Loads the emoji: a line of them that had to be drawn while its font is still on its way would hold
 * the window for half a second.
 */
export function loadEmoji(): void {
  // Without them emoji are drawn by what the system has, as they are until then.
  document.fonts.load('12px "Noto Emoji Variable"', EMOJI).catch(() => {})
}
