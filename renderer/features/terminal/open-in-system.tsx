import { useRef } from 'react'
import { asEngineError, type EngineError } from '#shared/errors.ts'
import { ask } from '#ui/asking.tsx'
import { Button } from '#ui/button.tsx'
import { CommandLine } from '#ui/command-line.tsx'
import { Dialog, DialogActions } from '#ui/dialog.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { engine } from '../../ipc/client.ts'
import { agreeToShell } from './agree-to-shell.ts'
import styles from './open-in-system.module.css'
import type { TerminalTarget } from './terminal-target.ts'

/** Opens a shell in the desktop's own terminal; where it cannot, it gives the command to copy. */
export async function openInSystemTerminal(target: TerminalTarget): Promise<void> {
  const { connection, id } = target
  const ref = { connection, id }
  const consent = await agreeToShell(target)
  if (!consent) return
  try {
    await engine.terminal.openInSystem(ref, consent)
  } catch (cause) {
    const command = await engine.terminal.cliCommand(ref).catch(() => undefined)
    await ask<void>((answer) => (
      <Refusal error={asEngineError(cause)} command={command} onClose={() => answer()} />
    ))
  }
}

interface RefusalProps {
  readonly error: EngineError
  readonly command: string | undefined
  onClose(): void
}

function Refusal({ error: { message, hint, engineMessage }, command, onClose }: RefusalProps) {
  const close = useRef<HTMLButtonElement>(null)
  return (
    <Dialog title={message} initialFocus={close} onClose={onClose}>
      {engineMessage !== undefined && (
        <p className={styles.said} data-selectable>
          <SafeText text={engineMessage} />
        </p>
      )}
      {hint !== undefined && <p data-selectable>{hint}</p>}
      {command !== undefined && (
        <CommandLine command={command} onCopy={(text) => engine.desktop.copyText({ text })} />
      )}
      <DialogActions>
        <Button ref={close} onClick={onClose}>
          Close
        </Button>
      </DialogActions>
    </Dialog>
  )
}
