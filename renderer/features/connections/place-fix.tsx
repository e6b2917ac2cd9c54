import { Play, Square } from 'lucide-react'
import type { Connection } from '#shared/contract/connections.ts'
import type { FixOffer } from '#shared/contract/places.ts'
import { visibleText } from '#shared/visible-text.ts'
import { Button } from '#ui/button.tsx'
import { CommandLine } from '#ui/command-line.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { agree } from './agree.ts'
import { ProgramOutput } from './program-output.tsx'
import { cancelRun, isAtWork, startRun, useProgramRun } from './program-runs.ts'
import { runToast } from './run-toast.ts'
import { steerRefusal } from './steer-engine.ts'
import styles from './welcome-page.module.css'

interface PlaceFixProps {
  readonly fix: FixOffer
  /** Those that lead to what it would start. */
  readonly connections: readonly Connection[]
  /** It has run: look again. */
  onDone(): void
}

/** What helps at a place: a command to copy, or a button that does it and shows what is said. */
export function PlaceFix({ fix, ...props }: PlaceFixProps) {
  const copy = (text: string) => engine.desktop.copyText({ text })
  if (fix.kind === 'run') return <RunFix fix={fix} {...props} />
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

/** It stays where it is when it cannot be used, so that the focus does, too. */
function RunFix({ fix, connections, onDone }: RunFixProps) {
  const { id, title, command } = fix
  const key = `fix:${id}`
  const run = useProgramRun(key)
  const isRunning = isAtWork(run)
  const refusal = connections.map(steerRefusal).find((reason) => reason !== undefined)
  const start = async () => {
    const consent = await agree(
      connections.map((connection) => ({ connection: connection.id })),
      { always: false, question: () => fixQuestion(fix, connections) },
    )
    if (!consent) return
    startRun(key, {
      title,
      open: (listeners) => engine.places.fix({ fix: id }, consent, listeners),
      onEnd(ended, seen) {
        // The page leaves as soon as the engine answers, and that may be before the program ends.
        if (!seen) toast(runToast(key, ended))
        onDone()
      },
    })
  }
  return (
    <div className={styles.fix}>
      <Button
        icon={isRunning ? Square : Play}
        aria-disabled={refusal !== undefined}
        data-tooltip={refusal ?? command}
        onClick={() => {
          if (isRunning) cancelRun(key)
          else if (refusal === undefined) void start()
        }}
      >
        {isRunning ? `Cancel ${title}` : title}
      </Button>
      {refusal !== undefined && <span>{refusal}</span>}
      {run && <ProgramOutput run={run} />}
    </div>
  )
}

function fixQuestion({ title, command }: RunFixProps['fix'], connections: readonly Connection[]) {
  return {
    tier: 1,
    question: `${visibleText(title)}?`,
    objects: connections.map(({ name, endpoint }) => ({ name, detail: endpoint })),
    verb: 'Run',
    consequence: `This runs "${visibleText(command)}".`,
  } as const
}
