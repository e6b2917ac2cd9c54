import type { TerminalProgram } from '#shared/contract/terminal.ts'

/** The best shell, as the container has it. */
export const PLAIN_SHELL: TerminalProgram = { kind: 'shell' }

/** Shells by their names, wherever they are. */
const SHELL = /^(?:\/[\w./-]+\/)?(?:ba|a|da|z|k|mk|fi|tc|c)?sh$/

/**
 * The program as it may be written down: the values of variables are often secrets, and so are words
 * of a command line. What is left out is noted.
 */
export function withoutSecrets(program: TerminalProgram): TerminalProgram {
  if (program.kind !== 'shell') return program
  const { env, command, unkept: before = [], ...rest } = program
  const isShell = command?.length === 1 && SHELL.test(command[0])
  const unkept = [...before]
  if (command && !isShell) unkept.push('command')
  if (env) unkept.push('env')
  return { ...rest, ...(isShell && { command }), ...(unkept.length > 0 && { unkept }) }
}

/** The program once it is run again, without what was not kept of it. */
export function withoutNotes(program: TerminalProgram): TerminalProgram {
  if (program.kind !== 'shell') return program
  const { unkept: _notes, ...rest } = program
  return rest
}

/** What a person must know before they run it again: it is not all that it was. */
export function unkeptWords(program: TerminalProgram): string | undefined {
  const unkept = program.kind === 'shell' ? (program.unkept ?? []) : []
  const parts = [
    ...(unkept.includes('command') ? ['Its command was not kept: a shell takes its place.'] : []),
    ...(unkept.includes('env') ? ['Its variables were not kept.'] : []),
  ]
  return parts.length > 0 ? parts.join(' ') : undefined
}

/** Whether one that runs already can be shown in place of another. */
export function isSameProgram(one: TerminalProgram, other: TerminalProgram): boolean {
  // A debug shell is another each time, as one with values that may have changed.
  if (one.kind === 'debug' || other.kind === 'debug') return false
  return JSON.stringify(one) === JSON.stringify(other)
}

/** What a tab of it is called before the container's name. */
export function programTitle({ kind }: TerminalProgram): string {
  const titles: Readonly<Record<TerminalProgram['kind'], string>> = {
    shell: 'Terminal',
    attach: 'Attach',
    debug: 'Debug',
  }
  return titles[kind]
}

/** What the part of the window with its screen is called. */
export function screenTitle({ kind }: TerminalProgram, name: string): string {
  const titles: Readonly<Record<TerminalProgram['kind'], string>> = {
    shell: `Terminal in ${name}`,
    attach: `Attached to ${name}`,
    debug: `Debug shell in ${name}`,
  }
  return titles[kind]
}
