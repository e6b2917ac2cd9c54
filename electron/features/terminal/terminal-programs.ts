import type { Words } from '../../engine/index.ts'

/** A terminal program of a desktop. */
export interface TerminalProgram {
  /** Looked for in the folders of programs. */
  readonly name: string
  /** What it is given to run a command line in a new window. */
  args(command: Words): readonly string[]
}

const after =
  (...flags: readonly string[]) =>
  (command: Words) => [...flags, ...command]

/** Best first: what the system or the desktop was told to use, then what comes with a desktop. */
const LINUX: readonly TerminalProgram[] = [
  { name: 'x-terminal-emulator', args: after('-e') },
  { name: 'gnome-terminal', args: after('--') },
  { name: 'ptyxis', args: after('--') },
  { name: 'kgx', args: after('--') },
  { name: 'konsole', args: after('-e') },
  { name: 'xfce4-terminal', args: after('-x') },
  { name: 'mate-terminal', args: after('-x') },
  { name: 'alacritty', args: after('-e') },
  { name: 'kitty', args: after() },
  { name: 'foot', args: after() },
  { name: 'wezterm', args: after('start', '--') },
  { name: 'xterm', args: after('-e') },
]

/** There a script is told to a program that is a part of the system. */
const MAC: readonly TerminalProgram[] = [{ name: 'osascript', args: toldToTerminal }]

/**
 * `wt` takes a semicolon for the end of a command. `start` gives a program a window
 * of its own, and takes what stands first in quotes for its title: only with a space it is quoted.
 */
const WINDOWS: readonly TerminalProgram[] = [
  { name: 'wt', args: (command) => ['--', ...command.map((word) => word.replaceAll(';', '\\;'))] },
  { name: 'cmd', args: after('/d', '/c', 'start', 'Pilothouse shell') },
]

/** What `cmd` would read as more than a word, and no quotes of ours would keep it from. */
const UNSAFE_FOR_CMD = /["%^&|<>!\r\n]/

/** The terminal programs that a system may have. */
export function terminalPrograms(platform: NodeJS.Platform): readonly TerminalProgram[] {
  if (platform === 'darwin') return MAC
  return platform === 'win32' ? WINDOWS : LINUX
}

/** To Terminal the command is typed, and a line feed would be its end. */
const UNSAFE_FOR_TERMINAL = /\p{Cc}/u

/** Whether it can be given the command line as it is. */
export function canRun({ name }: TerminalProgram, command: Words): boolean {
  const unsafe = { cmd: UNSAFE_FOR_CMD, osascript: UNSAFE_FOR_TERMINAL }[name]
  return unsafe === undefined || !command.some((word) => unsafe.test(word))
}

function toldToTerminal(command: Words): readonly string[] {
  const typed = command.map(quoted).join(' ')
  const text = typed.replaceAll('\\', '\\\\').replaceAll('"', '\\"')
  return [
    '-e',
    `tell application "Terminal" to do script "${text}"`,
    '-e',
    'tell application "Terminal" to activate',
  ]
}

/** One word of a POSIX shell: that is what Terminal runs. */
function quoted(word: string): string {
  return /^[\w./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
