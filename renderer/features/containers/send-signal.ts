import { agree, engineElsewhere } from '#features/connections'
import type { ContainerProcess, ProcessSignal } from '#shared/contract/processes.ts'
import { asEngineError } from '#shared/errors.ts'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { findVanishing } from './find-vanishing.ts'
import { namedInFull } from './on-engine.ts'
import type { ShownContainer } from './shown-container.ts'
import { processInWords, signalQuestion } from './signal-question.ts'

/** Sends a signal to a process once the person has said that they mean it, and says how it went. */
export async function sendSignal(
  container: ShownContainer,
  process: ContainerProcess,
  signal: ProcessSignal,
): Promise<void> {
  const { connection, id } = container
  const { pid, command, isMain } = process
  try {
    const consent = await agree([container], {
      always: true,
      question: async () =>
        signalQuestion(process, signal, {
          where: namedInFull(container, engineElsewhere),
          vanishes: isMain && (await findVanishing([container])).size > 0,
        }),
    })
    if (!consent) return
    await engine.processes.signal({ connection, id, pid, command, signal }, consent)
    toast({ kind: 'success', text: `Sent ${signal} to ${processInWords(process)}` })
  } catch (cause) {
    const { message, hint, engineMessage } = asEngineError(cause)
    const said = message.includes(engineMessage ?? '') ? undefined : engineMessage
    const detail = [said, hint].filter(Boolean).join('\n')
    toast({ kind: 'error', text: message, ...(detail && { detail }) })
  }
}
