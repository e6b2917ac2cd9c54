import { useId, type ReactNode } from 'react'
import { plural } from '#lib/plural.ts'
import type { LastHealth, LastLine } from '#shared/contract/container-ending.ts'
import type { ContainerDetails } from '#shared/contract/containers.ts'
import { AgoAndTime } from '#ui/age.tsx'
import { Button } from '#ui/button.tsx'
import { Callout, CalloutTitle } from '#ui/callout.tsx'
import { SafeLines, SafeText } from '#ui/safe-text.tsx'
import { useContainerEnding } from './queries.ts'
import { whyStopped, type Explanation } from './why-stopped.ts'
import styles from './why-stopped-part.module.css'

interface WhyStoppedProps {
  readonly connection: string
  readonly details: ContainerDetails
  onShowLog(): void
}

/** Why a container does not run; nothing for one that does. */
export function WhyStopped(props: WhyStoppedProps) {
  return whyStopped(props.details) ? <Reasons {...props} /> : null
}

function Reasons({ connection, details, onShowLog }: WhyStoppedProps) {
  const titleId = useId()
  const { data: ending } = useContainerEnding(connection, details)
  const explanation = whyStopped(details, ending)
  if (!explanation) return null
  const { title, tone } = explanation
  const isFailure = tone !== undefined
  const hasRun = details.finishedAt !== undefined
  return (
    <Callout {...(tone && { tone })} role="region" aria-labelledby={titleId} data-selectable>
      <CalloutTitle id={titleId}>{title}</CalloutTitle>
      <Words explanation={explanation} engineWords={details.error} />
      {ending?.lastLines && (hasRun || ending.lastLines.length > 0) && (
        <LastLines lines={ending.lastLines} isOpen={isFailure} onShowLog={onShowLog} />
      )}
      {ending?.health && <LastCheck health={ending.health} />}
    </Callout>
  )
}

interface WordsProps {
  readonly explanation: Explanation
  readonly engineWords: string
}

function Words({ explanation: { sentence, next }, engineWords }: WordsProps) {
  return (
    <>
      <p>
        <SafeText text={sentence} />
      </p>
      {engineWords !== '' && (
        <p className={styles.words}>
          <SafeLines text={engineWords} />
        </p>
      )}
      {next !== undefined && (
        <p className={styles.next}>
          <SafeText text={next} />
        </p>
      )}
    </>
  )
}

interface LastLinesProps {
  readonly lines: readonly LastLine[]
  readonly isOpen: boolean
  onShowLog(): void
}

function LastLines({ lines, isOpen, onShowLog }: LastLinesProps) {
  if (lines.length === 0) return <p className={styles.next}>It has written nothing to its log.</p>
  const title = lines.length === 1 ? 'Last log line' : `Last ${plural(lines.length, 'log line')}`
  return (
    <>
      <Fold title={title} isOpen={isOpen}>
        <Output label="Last log lines">
          {lines.map(({ stream, text }, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- lines that do not change places
            <p key={at} className={styles[stream]}>
              <bdi>{text}</bdi>
            </p>
          ))}
        </Output>
      </Fold>
      <Button className={styles.button} onClick={() => onShowLog()}>
        Show all logs
      </Button>
    </>
  )
}

function LastCheck({ health: { exitCode, output, endedAt } }: { readonly health: LastHealth }) {
  const outcome = exitCode === 0 ? 'passed' : `failed with exit code ${exitCode}`
  return (
    <Fold title={`Last health check: ${outcome}`} isOpen={false}>
      {endedAt !== undefined && (
        <p className={styles.next}>
          <AgoAndTime time={endedAt} />
        </p>
      )}
      <Output label="Output of the last health check">
        <p>{output === '' ? 'It wrote nothing.' : <SafeLines text={output} />}</p>
      </Output>
    </Fold>
  )
}

interface FoldProps {
  readonly title: string
  readonly isOpen: boolean
  readonly children: ReactNode
}

function Fold({ title, isOpen, children }: FoldProps) {
  return (
    <details className={styles.fold} open={isOpen}>
      <summary>{title}</summary>
      {children}
    </details>
  )
}

/** Text of a program, scrolled to its end: what it said last counts. */
function Output({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it is scrolled by keys
    <div role="group" aria-label={label} tabIndex={0} className={styles.output}>
      <div>{children}</div>
    </div>
  )
}
