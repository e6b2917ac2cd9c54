import { Copy } from 'lucide-react'
import { useState } from 'react'
import { isWindows } from '#lib/platform.ts'
import { plural } from '#lib/plural.ts'
import { runLine } from '#shared/run-spec/line/run-line.ts'
import type { ShellName } from '#shared/run-spec/words/word.ts'
import { visibleText } from '#shared/visible-text.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../../ipc/client.ts'
import { maskSpec } from '../mask-spec.ts'
import { useForm } from './use-run-form.ts'
import styles from './run-form.module.css'

const SHELLS: Readonly<Record<ShellName, string>> = {
  bash: 'bash',
  powershell: 'PowerShell',
  cmd: 'cmd',
}

/** The `docker run` that does what the form says. */
export function CommandPreview() {
  const { spec } = useForm()
  const [shell, setShell] = useState<ShellName>(isWindows ? 'powershell' : 'bash')
  const [showsSecrets, setShowsSecrets] = useState(false)
  const masked = maskSpec(spec)
  const { text, remarks } = runLine(showsSecrets ? spec : masked.spec, { shell })
  const copy = async () => {
    await engine.desktop.copyText({ text })
    toast({ kind: 'info', text: 'Copied the command', key: 'copied' })
  }
  return (
    <section className={styles.preview} aria-label="Equivalent command">
      <header>
        <h3>Equivalent command</h3>
        <select
          aria-label="Shell of the command"
          value={shell}
          onChange={({ target }) => setShell(target.value as ShellName)}
        >
          {Object.entries(SHELLS).map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
        <IconButton small icon={Copy} label="Copy the command" onClick={() => void copy()} />
      </header>
      {/* A long line is scrolled to by the keyboard too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} aria-label="docker run" role="region" data-selectable>
        {visibleLines(text)}
      </pre>
      {masked.hidden > 0 && (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={showsSecrets}
            onChange={({ target }) => setShowsSecrets(target.checked)}
          />
          Show {plural(masked.hidden, 'value')} that may be secret
        </label>
      )}
      {remarks.map((remark) => (
        <p key={remark} className={styles.note}>
          {remark}
        </p>
      ))}
    </section>
  )
}

/** The line breaks are its own; what else does not show is shown. */
function visibleLines(text: string): string {
  return text.split('\n').map(visibleText).join('\n')
}
