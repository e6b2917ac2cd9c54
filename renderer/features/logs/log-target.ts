/** The container whose log is shown. */
export interface LogTarget {
  readonly connection: string
  readonly id: string
  readonly name: string
}
