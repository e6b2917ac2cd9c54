import { Unicode11Addon } from '@xterm/addon-unicode11'
import type { IUnicodeVersionProvider, Terminal } from '@xterm/xterm'

/** How many columns xterm gives to a character, by its code point: 0, 1 or 2. */
export const charWidth: (codePoint: number) => number = widthOf(new Unicode11Addon())

/** What the addon registers with a terminal is asked directly: the screen must agree with xterm. */
function widthOf(addon: Unicode11Addon): (codePoint: number) => number {
  let provider: IUnicodeVersionProvider | undefined
  const unicode = { register: (own: IUnicodeVersionProvider) => (provider = own) }
  addon.activate({ unicode } as unknown as Terminal)
  return (codePoint) => provider?.wcwidth(codePoint) ?? 1
}
