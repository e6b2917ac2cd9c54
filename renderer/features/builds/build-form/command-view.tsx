import { Copy } from 'lucide-react'
import { useState } from 'react'
import { isWindows } from '#lib/platform.ts'
import type { ShellName } from '#shared/run-spec/words/word.ts'
import { visibleLines } from '#shared/visible-text.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../../ipc/client.ts'
import { buildLine } from '../build-line.ts'
import styles from './build-form.module.css'
import { useForm } from './use-build-form.ts'

const SHELLS: Readonly<Record<ShellName, string>> = {
  bash: 'bash',
  powershell: 'PowerShell',
  cmd: 'cmd',
}

/** The `docker build` that does what the form says. */
export function CommandView() {
  const { source, settings, values, builder } = useForm()
  const [shell, setShell] = useState<ShellName>(isWindows ? 'powershell' : 'bash')
  const secrets = values.secrets.flatMap(({ id, file, from }) =>
    id.trim() === ''
      ? []
      : [{ id: id.trim(), ...(from === 'file' && file && { file: file.name }) }],
  )
  const from = source ?? ({ kind: 'folder', path: '.' } as const)
  const { text, remarks } = buildLine({ ...settings, secrets }, { from, builder, shell })
  const copy = async () => {
    await engine.desktop.copyText({ text })
    toast({ kind: 'info', text: 'Copied the command', key: 'copied' })
  }
  return (
    <section className={styles.command} aria-label="Equivalent command">
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
      <pre tabIndex={0} aria-label="docker build" role="region" data-selectable>
        {visibleLines(text)}
      </pre>
      {remarks.map((remark) => (
        <p key={remark} className={styles.note}>
          {visibleLines(remark)}
        </p>
      ))}
    </section>
  )
}
