import type { TerminalProgram } from '#shared/contract/terminal.ts'

/** The best shell, as the container has it. */
export const PLAIN_SHELL: TerminalProgram = { kind: 'shell' }

/** The program as it may be written down: the values of variables are often secrets. */
export function withoutSecrets(program: TerminalProgram): TerminalProgram {
  if (program.kind !== 'shell') return program
  const { env: _values, ...rest } = program
  return rest
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
