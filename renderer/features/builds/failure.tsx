import { FileCode, RotateCw } from 'lucide-react'
import type { Build } from '#shared/contract/builds.ts'
import { Button } from '#ui/button.tsx'
import { Callout, CalloutTitle } from '#ui/callout.tsx'
import { SafeLines, SafeText } from '#ui/safe-text.tsx'
import styles from './build-tabs.module.css'
import { failureOf } from './build-words.ts'

interface FailureProps {
  readonly build: Build
  onLine(line: number): void
  onAgain(): void
}

/** What went wrong, in which line, in the engine's own words, and what can be done. */
export function Failure({ build, onLine, onAgain }: FailureProps) {
  const error = failureOf(build)
  if (!error) return null
  const { message, engineMessage, hint } = error
  const line = build.state.kind === 'failed' ? build.state.line : undefined
  return (
    <Callout tone="failure" role="alert" className={styles.failure} data-selectable>
      <CalloutTitle>
        <SafeText text={message} />
      </CalloutTitle>
      {engineMessage !== undefined && !message.includes(engineMessage) && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by the keys
        <pre className={styles.said} tabIndex={0} aria-label="The engine’s own words" role="region">
          <SafeLines text={engineMessage} />
        </pre>
      )}
      {hint !== undefined && (
        <p>
          <SafeText text={hint} />
        </p>
      )}
      <div className={styles.buttons}>
        {line !== undefined && (
          <Button icon={FileCode} onClick={() => onLine(line)}>
            Show line {line}
          </Button>
        )}
        <Button icon={RotateCw} onClick={onAgain}>
          Build again…
        </Button>
      </div>
    </Callout>
  )
}
