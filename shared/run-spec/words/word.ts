/** A word of a command line, as the program gets it. */
export interface Word {
  readonly text: string
  /** As it was typed. */
  readonly typed: string
  /** What the shell would have put in: `$HOME`, `$(pwd)`. It stands in `text` as it was typed. */
  readonly expands: readonly string[]
}

/** What a shell makes of a text: commands in their words. */
export interface ShellText {
  readonly commands: readonly (readonly Word[])[]
  /** What cannot be meant as it stands, or is left out. */
  readonly remarks: readonly Remark[]
}

export interface Remark {
  readonly kind: 'wrong' | 'attention'
  readonly word: string
  readonly why: string
}

export type ShellName = 'bash' | 'powershell' | 'cmd'
