import type { ITheme } from '@xterm/xterm'

/** Reads a design token: `failed` gives the value of `--failed`. */
export type ReadToken = (name: string) => string

/** What the tokens have no word for. Like them, at least 4.5 to 1 on every surface. */
const EXTRA = {
  dark: { cyan: '#63d3d8', brightCyan: '#9ae6e9', black: '#949eac', brightWhite: '#ffffff' },
  light: { cyan: '#0b6470', brightCyan: '#0a5560', black: '#14181d', brightWhite: '#14181d' },
} as const

/** xterm's colours for one of the two schemes, made of the design's tokens. */
export function terminalTheme(token: ReadToken, dark: boolean): ITheme {
  const extra = dark ? EXTRA.dark : EXTRA.light
  const [text, background] = [token('text'), token('sunken')]
  return {
    foreground: text,
    background,
    cursor: token('accent'),
    cursorAccent: background,
    selectionBackground: token('selected'),
    scrollbarSliderBackground: token('scroll-thumb'),
    scrollbarSliderHoverBackground: token('border-strong'),
    scrollbarSliderActiveBackground: token('border-strong'),
    black: extra.black,
    red: token('failed'),
    green: token('running'),
    yellow: token('paused'),
    blue: token('accent'),
    magenta: token('special'),
    cyan: extra.cyan,
    white: token('text-2'),
    brightBlack: token('text-3'),
    brightRed: token('failed'),
    brightGreen: token('running'),
    brightYellow: token('warn'),
    brightBlue: token(dark ? 'focus' : 'accent'),
    brightMagenta: token('special'),
    brightCyan: extra.brightCyan,
    brightWhite: extra.brightWhite,
  }
}

const DARK = '(prefers-color-scheme: dark)'

/** Hands over the theme now and after every change of the window's scheme. Returns the undo. */
export function followTheme(apply: (theme: ITheme) => void): () => void {
  const scheme = window.matchMedia(DARK)
  const update = () => {
    const style = getComputedStyle(document.documentElement)
    const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
    apply(terminalTheme(token, scheme.matches))
  }
  update()
  scheme.addEventListener('change', update)
  return () => scheme.removeEventListener('change', update)
}
