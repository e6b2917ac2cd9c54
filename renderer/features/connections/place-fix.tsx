import { Play, Square } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { errorText } from '#lib/error-text.ts'
import type { FixEnd, FixOffer } from '#shared/contract/places.ts'
import { Button } from '#ui/button.tsx'
import { CommandLine } from '#ui/command-line.tsx'
import { engine } from '../../ipc/client.ts'
import styles from './welcome-page.module.css'

/** Lines of a program's output that are kept: the last say why it failed. */
const MAX_LINES = 200

interface PlaceFixProps {
  readonly fix: FixOffer
  /** It has run: look again. */
  onDone(): void
}

/** What helps at a place: a command to copy, or a button that does it and shows what is said. */
export function PlaceFix({ fix, onDone }: PlaceFixProps) {
  const copy = (text: string) => engine.desktop.copyText({ text })
  if (fix.kind === 'run') return <RunFix fix={fix} onDone={onDone} />
  return (
    <div className={styles.fix}>
      <span>{fix.title}:</span>
      <CommandLine command={fix.command} onCopy={copy} />
    </div>
  )
}

interface RunFixProps extends PlaceFixProps {
  readonly fix: Extract<FixOffer, { kind: 'run' }>
}

function RunFix({ fix, onDone }: RunFixProps) {
  const [lines, setLines] = useState<readonly string[]>([])
  const [ending, setEnding] = useState<string>()
  const stop = useRef<() => void>(undefined)
  const [running, setRunning] = useState(false)
  useEffect(() => () => stop.current?.(), [])
  const finish = (text: string) => {
    stop.current = undefined
    setRunning(false)
    setEnding(text)
    onDone()
  }
  const run = () => {
    setLines([])
    setEnding(undefined)
    setRunning(true)
    stop.current = engine.places.fix(
      { fix: fix.id },
      {
        onValue(news) {
          if ('end' in news) finish(endText(news.end))
          else setLines((before) => [...before, news.line].slice(-MAX_LINES))
        },
        onEnd: (error) => error && finish(errorText(error)),
      },
    )
  }
  const cancel = () => {
    stop.current?.()
    finish('Cancelled')
  }
  return (
    <div className={styles.fix}>
      <Button
        icon={running ? Square : Play}
        data-tooltip={fix.command}
        onClick={running ? cancel : run}
      >
        {running ? `Cancel ${fix.title.toLowerCase()}` : fix.title}
      </Button>
      {ending !== undefined && <span role="status">{ending}</span>}
      {lines.length > 0 && (
        <pre
          role="log"
          aria-label={`Output of ${fix.title}`}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls needs keys
          tabIndex={0}
          className={styles.output}
        >
          {lines.join('\n')}
        </pre>
      )}
    </div>
  )
}

function endText(end: FixEnd): string {
  switch (end.kind) {
    case 'exited':
      return end.exitCode === 0 ? 'Done' : `It failed with exit code ${end.exitCode}`
    case 'killed':
      return `It was ended by ${end.signal}`
    case 'cancelled':
      return 'Cancelled'
    default:
      return end satisfies never
  }
}
