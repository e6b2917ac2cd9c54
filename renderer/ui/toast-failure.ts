import { asEngineError } from '#shared/errors.ts'
import { toast } from './toast.tsx'

/** Says what went wrong, in the engine's words too; nothing where a person took it back. */
export function toastFailure(cause: unknown): void {
  const { code, message, hint, engineMessage } = asEngineError(cause)
  if (code === 'cancelled') return
  const said = message.includes(engineMessage ?? '') ? undefined : engineMessage
  const detail = [said, hint].filter(Boolean).join('\n')
  toast({ kind: 'error', text: message, ...(detail && { detail }) })
}
