import { ClipboardPaste } from 'lucide-react'
import { useId, useState } from 'react'
import { parseRunLine } from '#shared/run-spec/line/parse-run-line.ts'
import type { Problem } from '#shared/run-spec/line/problem.ts'
import { classNames } from '#lib/class-names.ts'
import { Button } from '#ui/button.tsx'
import { confirm } from '#ui/confirm.tsx'
import { useForm } from './use-run-form.ts'
import fields from '#ui/fields/fields.module.css'
import styles from './run-form.module.css'

/** A command that runs a container, with what may stand before it. */
const RUN_LINE =
  /^\s*(?:[$#>%]\s+)?(?:\w+=\S*\s+|sudo\s+)*(?:docker|podman|nerdctl)\b[^]*\b(?:run|create)\b/

/** Whether a text that was pasted is such a command, and not a name. */
export function isRunLine(text: string): boolean {
  return RUN_LINE.test(text)
}

interface PasteLineProps {
  readonly problems: readonly Problem[]
  /** Whether the line could be read and the form was filled. */
  onFill(line: string): Promise<boolean>
}

/** Fills the form from a line of `docker run`. */
export function PasteLine({ problems, onFill }: PasteLineProps) {
  const id = useId()
  const [isOpen, setIsOpen] = useState(false)
  const [line, setLine] = useState('')
  const fill = async () => {
    // What was not understood can be mended.
    if (!(await onFill(line))) return
    setIsOpen(false)
    setLine('')
  }
  return (
    <div className={styles.paste}>
      {!isOpen && (
        <Button kind="quiet" icon={ClipboardPaste} onClick={() => setIsOpen(true)}>
          Paste a docker run line
        </Button>
      )}
      {isOpen && (
        <div className={classNames(fields.field, styles.pasted)}>
          <label htmlFor={id}>A line of docker run, for bash, PowerShell or cmd</label>
          <textarea
            id={id}
            // The button that opened it is gone.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            value={line}
            placeholder="docker run -d -p 8080:80 --name web nginx"
            spellCheck={false}
            onChange={(event) => setLine(event.target.value)}
          />
          <div className={fields.adders}>
            <Button
              aria-disabled={line.trim() === ''}
              onClick={() => line.trim() !== '' && void fill()}
            >
              Fill in the form
            </Button>
            <Button kind="quiet" onClick={() => setIsOpen(false)}>
              Close
            </Button>
          </div>
        </div>
      )}
      {problems.length > 0 && (
        <div role="status">
          <ul aria-label="What of the line needs a look" className={styles.notes}>
            {problems.map(({ kind, word, why }) => (
              <li key={`${word} ${why}`} data-kind={kind}>
                <code>{word}</code> {KINDS[kind]}: {why}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

const KINDS: Readonly<Record<Problem['kind'], string>> = {
  wrong: 'was not understood',
  attention: 'needs a look',
  'not-carried': 'was left out',
}

/** Fills the form from a line, and tells what of it needs a look. */
export function useFillFromLine(
  onFilled: () => void,
): readonly [readonly Problem[], (line: string) => Promise<boolean>] {
  const { fill, isChanged } = useForm()
  const [problems, setProblems] = useState<readonly Problem[]>([])
  return [
    problems,
    async (line) => {
      const read = parseRunLine(line)
      setProblems(read.problems)
      if (read.spec.image === '') return false
      if (isChanged && !(await confirmReplace())) return false
      fill(read.spec)
      onFilled()
      return true
    },
  ]
}

function confirmReplace() {
  return confirm({
    tier: 2,
    question: 'Replace what you have filled in?',
    objects: [],
    verb: 'Replace',
    consequence: 'The line says a whole container: nothing of the form stays.',
  })
}
