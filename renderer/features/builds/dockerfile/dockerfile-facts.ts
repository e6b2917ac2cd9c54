import type { TextProblem } from '#ui/text-editor/text-problem.ts'

/** What a Dockerfile says that a form can ask about. */
export interface DockerfileFacts {
  /** Names, or the numbers of those without. */
  readonly stages: readonly string[]
  readonly args: readonly DockerfileArg[]
  readonly secrets: readonly DockerfileSecret[]
  readonly problems: readonly TextProblem[]
}

export interface DockerfileArg {
  readonly name: string
  /** What it is where nobody says otherwise. */
  readonly standard?: string
}

export interface DockerfileSecret {
  readonly id: string
  /** The step fails without it. */
  readonly isRequired: boolean
}

export const NO_FACTS: DockerfileFacts = { stages: [], args: [], secrets: [], problems: [] }
