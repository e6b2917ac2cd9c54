/** True on macOS, where Mod is Cmd and shortcuts are written with symbols. */
export const isMac = /mac/i.test(globalThis.navigator?.platform ?? '')

/** True on Windows, where command lines are for PowerShell. */
export const isWindows = /^win/i.test(globalThis.navigator?.platform ?? '')
