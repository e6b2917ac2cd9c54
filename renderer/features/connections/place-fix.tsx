import { Play, Square } from 'lucide-react'
import type { FixOffer } from '#shared/contract/places.ts'
import { Button } from '#ui/button.tsx'
import { CommandLine } from '#ui/command-line.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { ProgramOutput } from './program-output.tsx'
import { cancelRun, isAtWork, startRun, useProgramRun } from './program-runs.ts'
import { runToast } from './run-toast.ts'
import styles from './welcome-page.module.css'

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
  const { id, title, command } = fix
  const key = `fix:${id}`
  const run = useProgramRun(key)
  const isRunning = isAtWork(run)
  const start = () =>
    startRun(key, {
      title,
      open: (listeners) => engine.places.fix({ fix: id }, listeners),
      onEnd(ended, seen) {
        // The page leaves as soon as the engine answers, and that may be before the program ends.
        if (!seen) toast(runToast(key, ended))
        onDone()
      },
    })
  return (
    <div className={styles.fix}>
      <Button
        icon={isRunning ? Square : Play}
        data-tooltip={command}
        onClick={isRunning ? () => cancelRun(key) : start}
      >
        {isRunning ? `Cancel ${title}` : title}
      </Button>
      {run && <ProgramOutput run={run} />}
    </div>
  )
}
