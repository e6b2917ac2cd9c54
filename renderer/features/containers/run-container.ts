import { useDock } from '#features/dock'
import type { RunSpec } from '#shared/run-spec/run-spec.ts'
import { visibleText } from '#shared/visible-text.ts'
import { toast } from '#ui/toast.tsx'
import { openObject } from '../../shell/route-state.ts'
import { askRun } from './run-form/run-dialog.tsx'
import { performRun, type Made, type MeantImage } from './run-form/run-it.ts'
import type { FormOutcome } from './run-form/use-run.ts'

interface RunOptions {
  readonly connection: string
  readonly title?: string
  readonly spec?: RunSpec
  /** Its image, where a certain one is meant: the name may lead to another one by the time it is run. */
  readonly meant?: MeantImage
  /** What a person should know of where that comes from. */
  readonly notes?: readonly string[]
}

let isOpen = false

/** Asks what is to be run, runs it, and shows it. */
export async function runContainer({
  title = 'Run container',
  meant,
  ...options
}: RunOptions): Promise<void> {
  // The key that opens it works everywhere.
  if (isOpen) return
  isOpen = true
  const { connection } = options
  try {
    const outcome = await askRun({
      ...options,
      title,
      verb: 'Run',
      createVerb: 'Create only',
      perform: performRun(connection, meant),
      takenBack: 'Stopped. What was made meanwhile is removed again.',
    })
    if (outcome) show(connection, outcome)
  } finally {
    isOpen = false
  }
}

function show(connection: string, { result, spec, started }: FormOutcome<Made>): void {
  const { id, name, warnings } = result
  toast({
    kind: 'success',
    text: `${started ? 'Started' : 'Created'} container "${visibleText(name)}"`,
    ...(warnings.length > 0 && { detail: visibleText(warnings.join('\n')) }),
  })
  openObject(connection, 'containers', id)
  // Whoever gave it a terminal wants to sit at it.
  if (started && spec.openStdin && spec.tty) {
    void useDock.getState().openTerminal({ connection, id, name }, { kind: 'attach' })
  }
}
