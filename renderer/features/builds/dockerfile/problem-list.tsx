import { CircleX, TriangleAlert } from 'lucide-react'
import { SafeText } from '#ui/safe-text.tsx'
import type { TextProblem } from '#ui/text-editor/text-problem.ts'
import styles from '../build-tabs.module.css'

/** Who has more of them begins with these. */
const MAX_SHOWN = 100

interface ProblemListProps {
  readonly problems: readonly TextProblem[]
  /** Goes to where it is. */
  onChoose(problem: TextProblem): void
}

/** What is wrong with a Dockerfile; each leads to its place. Nothing where there is nothing. */
export function ProblemList({ problems, onChoose }: ProblemListProps) {
  if (problems.length === 0) return null
  return (
    <ul className={styles.problems} aria-label="Problems of the Dockerfile">
      {problems.slice(0, MAX_SHOWN).map((problem) => (
        <li key={keyOf(problem)}>
          <button
            type="button"
            className={styles.problem}
            data-severity={problem.severity}
            onClick={() => onChoose(problem)}
          >
            {problem.severity === 'error' ? (
              <CircleX size={13} aria-label="Error" />
            ) : (
              <TriangleAlert size={13} aria-label="Warning" />
            )}
            <span className={styles.place}>Line {problem.from.line}</span>
            <SafeText text={problem.text} />
          </button>
        </li>
      ))}
      {problems.length > MAX_SHOWN && <li>And {problems.length - MAX_SHOWN} more</li>}
    </ul>
  )
}

function keyOf({ from, text }: TextProblem): string {
  return `${from.line} ${from.column} ${text}`
}
