import { RotateCw } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { TerminalProgram } from '#shared/contract/terminal.ts'
import { visibleText } from '#shared/visible-text.ts'
import { Button } from '#ui/button.tsx'
import styles from './terminal-panel.module.css'
import { screenTitle, unkeptWords } from './terminal-program.ts'

export interface EndedTerminalProps {
  readonly program: TerminalProgram
  /** The container's name as it is now. */
  readonly name: string
  /** The container was removed: nothing can be started in it. */
  readonly gone: boolean
  /** Takes the keys each time that this changes, unless it is undefined. */
  readonly focusWish: number | undefined
  onReconnect(): void
}

/** The place of a terminal that an earlier window had. Nothing is started without being asked. */
export function EndedTerminal(props: EndedTerminalProps) {
  const { program, name, gone, focusWish, onReconnect } = props
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (focusWish !== undefined) button.current?.focus()
  }, [focusWish])
  const isAttached = program.kind === 'attach'
  const words = isAttached
    ? 'Detached when the window closed'
    : 'The shell ended when the window closed'
  const unkept = unkeptWords(program)
  return (
    <section aria-label={screenTitle(program, visibleText(name))} className={styles.panel}>
      <div className={styles.screen} />
      <div role="status" aria-label={isAttached ? 'Main process' : 'Shell'} className={styles.end}>
        <span>
          {gone
            ? 'The container was removed'
            : unkept === undefined
              ? words
              : `${words}. ${unkept}`}
        </span>
        {!gone && (
          <Button ref={button} icon={RotateCw} onClick={onReconnect}>
            {isAttached ? 'Attach again' : 'Reconnect'}
          </Button>
        )}
      </div>
    </section>
  )
}
