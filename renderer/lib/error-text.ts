import { asEngineError } from '#shared/errors.ts'
import { visibleText } from '#shared/visible-text.ts'

/** Any failure in a sentence, with the engine's own words where they say more. */
export function errorText(cause: unknown): string {
  const { message, engineMessage } = asEngineError(cause)
  if (!engineMessage || message.includes(engineMessage)) return visibleText(message)
  return visibleText(`${message}. The engine said: ${engineMessage}`)
}
