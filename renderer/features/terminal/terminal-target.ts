/** The container in which a shell runs. */
export interface TerminalTarget {
  readonly connection: string
  readonly id: string
  readonly name: string
}
